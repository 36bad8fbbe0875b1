using System.Collections;
using System.Reflection;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Moq;

namespace AlturBridge.Tests.Deployment;

/// <summary>
/// A setting that the code reads, found in the options it binds: a new options class or property is included automatically.
/// </summary>
/// <param name="Name">Its name in the environment; a group's members follow after two underscores.</param>
/// <param name="Default">Its default; null if it has none.</param>
/// <param name="IsOpenEnded">Whether it is a group whose members the operator names.</param>
internal sealed record BridgeSetting(string Name, object? Default, bool IsOpenEnded)
{
    public static IReadOnlyList<BridgeSetting> All { get; } = [.. OptionsTypes().SelectMany(In)];

    /// <summary>The options of the whole composition; each is bound to the section named by its prefix.</summary>
    private static IEnumerable<Type> OptionsTypes()
    {
        return new ServiceCollection()
            .AddSingleton(Mock.Of<ServiceBusClient>())
            .AddBridge(new ConfigurationManager())
            .Where(service => service.ServiceType is { IsGenericType: true } type
                && type.GetGenericTypeDefinition() == typeof(IValidateOptions<>))
            .Select(service => service.ServiceType.GetGenericArguments()[0])
            .Where(type => type.Namespace?.StartsWith("AlturBridge", StringComparison.Ordinal) == true)
            .Distinct();
    }

    private static IEnumerable<BridgeSetting> In(Type options)
    {
        var section = options.Name[..^"Options".Length];
        if (typeof(IDictionary).IsAssignableFrom(options))
        {
            return [new BridgeSetting(section, null, IsOpenEnded: true)];
        }

        var defaults = Activator.CreateInstance(options);
        return options
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => Setting($"{section}__{property.Name}", property.PropertyType, property.GetValue(defaults)));
    }

    private static BridgeSetting Setting(string name, Type type, object? value)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>))
        {
            return new BridgeSetting(name, null, IsOpenEnded: true);
        }

        return type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type)
            ? new BridgeSetting($"{name}__0", null, IsOpenEnded: false)
            : new BridgeSetting(name, value, IsOpenEnded: false);
    }
}

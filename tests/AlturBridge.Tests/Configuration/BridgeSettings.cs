using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Moq;

namespace AlturBridge.Tests.Configuration;

/// <summary>The whole composition with a test's settings, named like environment variables.</summary>
internal static class BridgeSettings
{
    public const string AgentId = "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34";
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>The settings without which the bridge does not start; null removes one.</summary>
    private static readonly (string Name, string? Value)[] Required = [("Altur__ApiKey", "secret-key"), (
        "Webhook__Url", "https://example.com/call-records")];

    /// <summary>The options of a bridge that has started.</summary>
    public static TOptions Read<TOptions>(params (string Name, string? Value)[] settings)
        where TOptions : class
    {
        using var services = Start(settings);
        return services.GetRequiredService<IOptions<TOptions>>().Value;
    }

    /// <summary>The sentences with which startup fails for these settings.</summary>
    public static IReadOnlyList<string> Problems(params (string Name, string? Value)[] settings)
    {
        var stop = Record.Exception(() => Start(settings).Dispose());
        Assert.NotNull(stop);

        var all = stop is AggregateException aggregate ? aggregate.InnerExceptions : [stop];
        return [.. all.SelectMany(inner => Assert.IsType<OptionsValidationException>(inner).Failures)];
    }

    public static ServiceProvider Start(params (string Name, string? Value)[] settings)
    {
        var configuration = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Required.Concat(settings))
        {
            configuration[name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] = value;
        }

        var client = new Mock<ServiceBusClient>();
        client.Setup(bus => bus.CreateSender(It.IsAny<string>())).Returns((string _) => Mock.Of<ServiceBusSender>());
        var services = new ServiceCollection().AddLogging().AddSingleton(client.Object);
        services.AddBridge(
            new ConfigurationBuilder().AddInMemoryCollection(configuration.Where(setting => setting.Value is not null)).Build());

        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        try
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            return provider;
        }
        catch
        {
            provider.Dispose();
            throw;
        }
    }
}

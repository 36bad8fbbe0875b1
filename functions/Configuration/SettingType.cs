using System.ComponentModel;
using System.Reflection;
using System.Text.Json;

namespace AlturBridge.Configuration;

/// <summary>What a setting may be: a value, or a group of options, named members or numbered ones.</summary>
internal sealed class SettingType(Type type)
{
    private readonly Type _value = Nullable.GetUnderlyingType(type) ?? type;
    private readonly Type? _named = ElementOf(type, typeof(IDictionary<,>));
    private readonly Type? _numbered = ElementOf(type, typeof(IList<>));

    public bool IsValue => _value.IsEnum || TypeDescriptor.GetConverter(_value).CanConvertFrom(typeof(string));

    public bool IsList => _numbered is not null;

    /// <summary>The members' names, where the operator cannot choose them.</summary>
    public IEnumerable<string> Names => IsValue || IsList || _named is not null
        ? []
        : type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name);

    /// <summary>What a value must be, for a sentence.</summary>
    public string Kind => _value switch
    {
        { IsEnum: true } => $"one of {string.Join(", ", Choices(_value))}",
        _ when _value == typeof(TimeSpan) => "a duration, such as 1.00:00:00 for a day, 00:05:00 for five minutes",
        _ when _value == typeof(int) => "a whole number",
        _ when _value == typeof(bool) => "true or false",
        _ when _value == typeof(Uri) => "an address",
        _ => $"a {_value.Name}",
    };

    /// <summary>An enumeration's names as written in settings, such as <c>header-secret</c>.</summary>
    public static IEnumerable<string> Choices(Type enumeration) =>
        Enum.GetNames(enumeration).Select(JsonNamingPolicy.KebabCaseLower.ConvertName);

    /// <returns>The member's name as the options write it; null if there is no such member.</returns>
    public (string Name, SettingType Type)? Member(string name) =>
        IsValue ? null
        : IsList ? (name.All(char.IsAsciiDigit) ? (name, new SettingType(_numbered!)) : null)
        : _named is not null ? (name, new SettingType(_named))
        : type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { } property
            ? (property.Name, new SettingType(property.PropertyType))
        : null;

    /// <returns>
    /// The value as the binder reads it; null if it is of another kind. Case and hyphens in a choice do not matter.
    /// </returns>
    public string? Parse(string value) => _value.IsEnum
        ? Array.Find(
            Enum.GetNames(_value),
            name => name.Equals(value.Replace("-", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
        : _value == typeof(TimeSpan) ? (Durations.TryParse(value, out _) ? value : null)
        : TypeDescriptor.GetConverter(_value).IsValid(value) ? value : null;

    private static Type? ElementOf(Type type, Type collection) => type.GetInterfaces().Append(type)
        .FirstOrDefault(candidate => candidate.IsGenericType
            && candidate.GetGenericTypeDefinition() == collection)?.GetGenericArguments()[^1];
}

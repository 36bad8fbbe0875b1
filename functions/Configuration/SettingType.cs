using System.ComponentModel;
using System.Reflection;
using System.Text.Json;

namespace AlturBridge.Configuration;

/// <summary>What a setting may be: a value, or a group of options, of named members, or of numbered ones.</summary>
internal sealed class SettingType(Type type)
{
    private readonly Type _value = Nullable.GetUnderlyingType(type) ?? type;
    private readonly Type? _named = ElementOf(type, typeof(IDictionary<,>));
    private readonly Type? _numbered = ElementOf(type, typeof(IList<>));

    public bool IsValue => _value.IsEnum || TypeDescriptor.GetConverter(_value).CanConvertFrom(typeof(string));

    public bool IsList => _numbered is not null;

    /// <summary>Of the members, where they are not the operator's to choose.</summary>
    public IEnumerable<string> Names => IsValue || IsList || _named is not null
        ? []
        : type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name);

    /// <summary>What a value must be, for a sentence.</summary>
    public string Kind => _value switch
    {
        { IsEnum: true } => $"one of {string.Join(", ", Choices(_value))}",
        _ when _value == typeof(TimeSpan) => "a duration such as 00:00:30",
        _ when _value == typeof(int) => "a whole number",
        _ when _value == typeof(bool) => "true or false",
        _ when _value == typeof(Uri) => "an address",
        _ => $"a {_value.Name}",
    };

    /// <summary>The names of an enumeration as settings write them, such as <c>header-secret</c>.</summary>
    public static IEnumerable<string> Choices(Type enumeration) =>
        Enum.GetNames(enumeration).Select(JsonNamingPolicy.KebabCaseLower.ConvertName);

    /// <returns>The member as the options write its name; null where there is none of this name.</returns>
    public (string Name, SettingType Type)? Member(string name) =>
        IsValue ? null
        : IsList ? (name.All(char.IsAsciiDigit) ? (name, new SettingType(_numbered!)) : null)
        : _named is not null ? (name, new SettingType(_named))
        : type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { } property
            ? (property.Name, new SettingType(property.PropertyType))
        : null;

    /// <returns>
    /// The value as the binder reads it; null where it is of another kind. The case and the hyphens of a choice do not matter.
    /// </returns>
    public string? Parse(string value) => _value.IsEnum
        ? Array.Find(
            Enum.GetNames(_value),
            name => name.Equals(value.Replace("-", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
        : TypeDescriptor.GetConverter(_value).IsValid(value) ? value : null;

    private static Type? ElementOf(Type type, Type collection) => type.GetInterfaces().Append(type)
        .FirstOrDefault(candidate => candidate.IsGenericType
            && candidate.GetGenericTypeDefinition() == collection)?.GetGenericArguments()[^1];
}

using Microsoft.Extensions.Configuration;

namespace AlturBridge.Configuration;

/// <summary>Compares the settings with the options they will be bound to: unknown names, and values of the wrong kind.</summary>
internal sealed class SettingsReader
{
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>A sentence for each mistake, never repeating a value; and the settings by path, ready to bind.</returns>
    public static (IReadOnlyList<string> Problems, IReadOnlyDictionary<string, string?> Values) Read(
        IConfigurationSection section, Type options)
    {
        var reader = new SettingsReader();
        reader.Read(section, section.Path, new SettingType(options));
        return (reader._problems, reader._values);
    }

    /// <param name="section">What is configured.</param>
    /// <param name="path">Its path, spelt as in the options: a preset's names are camelCase.</param>
    /// <param name="type">What it may be.</param>
    private void Read(IConfigurationSection section, string path, SettingType type)
    {
        if (IsKeyVaultReference(section.Value))
        {
            _problems.Add(
                $"{SettingName.Of(path)} is a Key Vault reference that did not resolve: the secret must exist, "
                + "and the app's identity needs the role Key Vault Secrets User.");
        }
        else if (type.IsValue)
        {
            ReadValue(section, path, type);
        }
        else if (!string.IsNullOrEmpty(section.Value))
        {
            _problems.Add(
                $"{SettingName.Of(path)} is a group of settings and takes no value itself: "
                + $"set {SettingName.Of(path)}__{(type.IsList ? "0" : "<name>")}.");
        }

        foreach (var child in section.GetChildren())
        {
            if (type.Member(child.Key) is var (name, member))
            {
                Read(child, ConfigurationPath.Combine(path, name), member);
            }
            else
            {
                _problems.AddRange(Unknown(path, child, type));
            }
        }
    }

    private void ReadValue(IConfigurationSection section, string path, SettingType type)
    {
        if (section.Value is { } value)
        {
            _values[section.Path] = type.Parse(value);
            if (_values[section.Path] is null)
            {
                _problems.Add($"{SettingName.Of(path)} must be {type.Kind}.");
            }
        }
    }

    private static IEnumerable<string> Unknown(string path, IConfigurationSection child, SettingType type)
    {
        var meant = Spelling.Nearest(child.Key, type.Names) is { } near
            ? $"did you mean {SettingName.Of(ConfigurationPath.Combine(path, near))}?"
            : type.IsList ? $"number them, from {SettingName.Of(path)}__0." : "look for a typo.";

        return child.AsEnumerable().Where(setting => setting.Value is not null)
            .Select(setting => ConfigurationPath.Combine(path, child.Key) + setting.Key[child.Path.Length..])
            .Select(unknown => $"There is no setting {SettingName.Of(unknown)}: {meant}");
    }

    /// <summary>Azure passes an unresolved reference through unchanged; no real value begins like this.</summary>
    private static bool IsKeyVaultReference(string? value) =>
        value?.TrimStart().StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase) == true;
}

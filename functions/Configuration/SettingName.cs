using Microsoft.Extensions.Configuration;

namespace AlturBridge.Configuration;

public static class SettingName
{
    /// <summary>The name in the environment of a path in the configuration.</summary>
    public static string Of(string path) => path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);
}

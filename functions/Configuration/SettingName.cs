using Microsoft.Extensions.Configuration;

namespace AlturBridge.Configuration;

public static class SettingName
{
    /// <summary>The environment variable name of a configuration path.</summary>
    public static string Of(string path) => path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);
}

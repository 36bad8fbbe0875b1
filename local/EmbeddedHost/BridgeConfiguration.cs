using AlturBridge.EmbeddedHost.Runner;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.EmbeddedHost;

/// <summary>
/// Where settings come from, in rising precedence: <c>host.json</c>, <c>local.settings.json</c>, the environment, the command line.
/// </summary>
internal static class BridgeConfiguration
{
    private const string ShareFunctionKey = "Leads:ShareFunctionKey";

    public static void Add(ConfigurationManager configuration, EmbeddedBridgeOptions options)
    {
        configuration.AddInMemoryCollection(Below(HostSettings.Section, Read(HostFile())));

        if (options.ReadsEnvironment)
        {
            configuration.AddInMemoryCollection(Read(
                Path.GetFullPath("local.settings.json")).GetSection("Values").AsEnumerable(makePathsRelative: true).Select(WithColons));
            configuration.AddEnvironmentVariables();
        }

        configuration.AddInMemoryCollection(options.Settings.Select(WithColons));

        // The default is false; without a function key there is nothing for sources to share.
        if (string.IsNullOrEmpty(options.Key) && string.IsNullOrEmpty(configuration["FunctionKey"])
            && configuration[ShareFunctionKey] is null)
        {
            configuration.AddInMemoryCollection([new(ShareFunctionKey, "true")]);
        }
    }

    /// <summary>The one in the current folder, else the one built with the bridge.</summary>
    private static string HostFile() =>
        File.Exists("host.json") ? Path.GetFullPath("host.json") : Path.Combine(AppContext.BaseDirectory, "host.json");

    private static IConfigurationRoot Read(string path) =>
        new ConfigurationBuilder().AddJsonFile(path, optional: true, reloadOnChange: false).Build();

    private static IEnumerable<KeyValuePair<string, string?>> Below(string section, IConfiguration configuration) =>
        configuration.AsEnumerable().Where(entry => entry.Value is not null).Select(
            entry => KeyValuePair.Create(ConfigurationPath.Combine(section, entry.Key), entry.Value));

    private static KeyValuePair<string, string?> WithColons(KeyValuePair<string, string?> entry) =>
        KeyValuePair.Create(entry.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), entry.Value);
}

namespace AlturBridge.EmbeddedHost;

public static class SettingArguments
{
    /// <summary>Reads <c>Name=value</c> arguments; the last value for a name wins.</summary>
    /// <exception cref="BridgeStartException">An argument has no equals sign.</exception>
    public static IReadOnlyDictionary<string, string?> Parse(IEnumerable<string> arguments)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in arguments)
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (argument.StartsWith('-'))
            {
                throw new BridgeStartException($"There is no option '{argument}'; --help lists them.");
            }

            if (equals <= 0)
            {
                throw new BridgeStartException($"'{argument}' is neither a command nor a setting: --help lists the commands; write a "
                    + "setting as Name=value, such as Altur__Timeout=00:00:10.");
            }

            settings[argument[..equals]] = argument[(equals + 1)..];
        }

        return settings;
    }
}

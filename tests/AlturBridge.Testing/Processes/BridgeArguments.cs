namespace AlturBridge.Testing.Processes;

internal static class BridgeArguments
{
    /// <summary>An address where nothing listens: a POST there is refused at once.</summary>
    public static Uri Nowhere { get; } = new("http://127.0.0.1:9/");

    public static IEnumerable<string> Create(
        string folder, Uri? altur = null, Uri? webhook = null, string urls = "http://127.0.0.1:0", params IEnumerable<string> settings) =>
    [
        "--data", folder, "--urls", urls,
        "Altur__ApiKey=sandbox-key", "Calling__MinGap=00:00:00", "Calling__MaxPerDay=0", $"Altur__BaseUrl={altur ?? Nowhere}",
        $"Webhook__Url={webhook ?? Nowhere}",
        .. settings,
    ];

    /// <summary>The address in the line the bridge prints once it is listening.</summary>
    public static Uri UrlIn(string line) => new(line.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal)));
}

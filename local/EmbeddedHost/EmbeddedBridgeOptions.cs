using AlturBridge.EmbeddedHost.Clients;
using Microsoft.Extensions.DependencyInjection;

namespace AlturBridge.EmbeddedHost;

public sealed record EmbeddedBridgeOptions
{
    /// <summary>Where to listen; several addresses are separated by semicolons. Port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:7071";

    /// <summary>The folder for the queue file.</summary>
    public string DataFolder { get; init; } = ".altur-bridge";

    /// <summary>
    /// The key for function-level routes; wins over the setting <c>FunctionKey</c>. Without one, only this machine's programs are served.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Settings with the highest precedence, by name (<c>Altur__ApiKey</c>).</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether <c>local.settings.json</c> and the environment are read too.</summary>
    public bool ReadsEnvironment { get; init; } = true;

    /// <summary>Whether every hop is logged to the console.</summary>
    public bool LogsToConsole { get; init; } = true;

    /// <summary>Called for every message that the bridge sends, once it is on disk; must not throw.</summary>
    public Action<SentMessage>? Sent { get; init; }

    /// <summary>Replaces services of the bridge, such as its clock.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }
}

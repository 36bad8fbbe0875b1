using AlturBridge.EmbeddedHost.Clients;
using Microsoft.Extensions.DependencyInjection;

namespace AlturBridge.EmbeddedHost;

public sealed record EmbeddedBridgeOptions
{
    /// <summary>Where to listen; several addresses are separated by semicolons. Port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:7071";

    /// <summary>The folder of the queues' file.</summary>
    public string DataFolder { get; init; } = ".altur-bridge";

    /// <summary>
    /// The key of function-level routes, before the setting <c>FunctionKey</c>; without one, only this machine's programs are answered.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Settings with the highest precedence, by their names (<c>Altur__ApiKey</c>).</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether <c>local.settings.json</c> and the environment are read too.</summary>
    public bool ReadsEnvironment { get; init; } = true;

    /// <summary>Whether every hop is logged to the console.</summary>
    public bool LogsToConsole { get; init; } = true;

    /// <summary>Told of every message that the bridge sends, when it is on the disk; must not throw.</summary>
    public Action<SentMessage>? Sent { get; init; }

    /// <summary>Replaces services of the bridge, such as its clock.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }
}

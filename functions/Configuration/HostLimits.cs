using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Configuration;

/// <summary>
/// What <c>host.json</c> allows the functions, read only to check that the settings fit into it; what cannot be read is the host's to
/// complain of.
/// </summary>
/// <param name="FunctionTimeout">After it the host ends the process, with all that runs in it.</param>
/// <param name="MaxConcurrentSessions">How many lanes one instance serves at once.</param>
public sealed record HostLimits(TimeSpan FunctionTimeout, int MaxConcurrentSessions)
{
    /// <param name="configuration">May override a value of the file, as the host lets it.</param>
    public static HostLimits From(IConfiguration configuration)
    {
        var file = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json"), optional: true).Build();
        string? Value(string name) => configuration[$"AzureFunctionsJobHost:{name}"] ?? file[name];

        return new HostLimits(
            TimeSpan.TryParse(Value("functionTimeout"), CultureInfo.InvariantCulture, out var timeout) && timeout > TimeSpan.Zero
                ? timeout
                : TimeSpan.MaxValue,
            int.TryParse(
                Value("extensions:serviceBus:maxConcurrentSessions"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var sessions) ? sessions : int.MaxValue);
    }
}

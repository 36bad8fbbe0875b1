using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Configuration;

/// <summary>
/// The limits in <c>host.json</c>, read only to check that the settings fit within them; the host itself reports what cannot be read.
/// </summary>
/// <param name="FunctionTimeout">When it expires, the host kills the process and everything running in it.</param>
/// <param name="MaxConcurrentSessions">How many lanes one instance serves at once.</param>
public sealed record HostLimits(TimeSpan FunctionTimeout, int MaxConcurrentSessions)
{
    /// <param name="configuration">May override a value in the file, as on the host.</param>
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

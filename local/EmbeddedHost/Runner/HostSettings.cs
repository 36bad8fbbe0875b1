using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>The host settings from <c>host.json</c>, with the Functions host's defaults.</summary>
/// <param name="RoutePrefix">Prefix of every route; may be empty.</param>
/// <param name="MaxConcurrentCalls">Concurrent invocations per queue without sessions.</param>
/// <param name="MaxConcurrentSessions">Concurrent sessions per session queue.</param>
/// <param name="MaxAutoLockRenewal">How long the lock of a running invocation is renewed.</param>
/// <param name="SessionIdleTimeout">How long a session without messages is held.</param>
public sealed record HostSettings(
    string RoutePrefix, int MaxConcurrentCalls, int MaxConcurrentSessions, TimeSpan MaxAutoLockRenewal, TimeSpan SessionIdleTimeout)
{
    /// <summary>The configuration section for <c>host.json</c> values, which environment variables override, as in Azure.</summary>
    public const string Section = "AzureFunctionsJobHost";

    /// <exception cref="InvalidOperationException">A value has the wrong type; the error names it.</exception>
    public static HostSettings From(IConfiguration configuration)
    {
        var extensions = configuration.GetSection(Section).GetSection("extensions");
        var serviceBus = extensions.GetSection("serviceBus");

        return new HostSettings(
            extensions["http:routePrefix"]?.Trim('/') ?? "api",
            Value(serviceBus, "maxConcurrentCalls", 16 * Environment.ProcessorCount, ParseCount),
            Value(serviceBus, "maxConcurrentSessions", 8, ParseCount),
            Value(serviceBus, "maxAutoLockRenewalDuration", TimeSpan.FromMinutes(5), ParseDuration),
            Value(serviceBus, "sessionIdleTimeout", TimeSpan.FromMinutes(1), ParseDuration));
    }

    private static T Value<T>(IConfigurationSection section, string name, T otherwise, Func<string, T?> parse)
        where T : struct =>
        section[name] is not { } text
            ? otherwise
            : parse(text) ?? throw new InvalidOperationException(
                $"host.json: extensions.serviceBus.{name} is '{text}', which is not a value it can have.");

    private static int? ParseCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;

    private static TimeSpan? ParseDuration(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration > TimeSpan.Zero ? duration : null;
}

using Microsoft.Extensions.Configuration;

namespace AlturBridge.EmbeddedHost.Runner;

internal static class DisabledFunctions
{
    /// <summary>
    /// The disabled functions: <c>AzureWebJobs.PlaceCall.Disabled=true</c>, or with <c>__</c> instead of dots, as in Azure.
    /// </summary>
    public static IReadOnlySet<string> Read(IConfiguration configuration) => configuration.AsEnumerable()
        .Where(setting => bool.TryParse(setting.Value, out var isOff) && isOff)
        .Select(setting => setting.Key.Replace(':', '.').Split('.'))
        .Where(parts => parts is ["AzureWebJobs", _, "Disabled"])
        .Select(parts => parts[1])
        .ToHashSet(StringComparer.OrdinalIgnoreCase);
}

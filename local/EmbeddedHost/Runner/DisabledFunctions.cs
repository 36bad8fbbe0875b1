using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.EmbeddedHost.Runner;

internal static partial class DisabledFunctions
{
    /// <summary>
    /// The disabled functions: <c>AzureWebJobs.PlaceCall.Disabled</c> or <c>AzureWebJobs_PlaceCall_Disabled</c>, <c>true</c> or <c>1</c>.
    /// Like the Functions host, it ignores <c>__</c>.
    /// </summary>
    public static IReadOnlySet<string> Read(IConfiguration configuration) => configuration.AsEnumerable()
        .Where(setting => setting.Value == "1" || (bool.TryParse(setting.Value, out var isOff) && isOff))
        .Select(setting => Name().Match(setting.Key))
        .Where(name => name.Success)
        .Select(name => name.Groups["function"].Value)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"^AzureWebJobs(?<dot>[._])(?<function>[\w-]+)\k<dot>Disabled$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}

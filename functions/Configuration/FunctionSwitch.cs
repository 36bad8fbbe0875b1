using Microsoft.Extensions.Configuration;

namespace AlturBridge.Configuration;

public static class FunctionSwitch
{
    /// <summary>
    /// Whether a function is disabled, as the Functions host reads it: <c>AzureWebJobs.PlaceCall.Disabled</c>, or with underscores, which
    /// Linux App Service puts in place of the dots; <c>true</c> or <c>1</c>. The host ignores <c>__</c>.
    /// </summary>
    public static bool IsOff(IConfiguration configuration, string function) =>
        IsOn(configuration[$"AzureWebJobs.{function}.Disabled"]) || IsOn(configuration[$"AzureWebJobs_{function}_Disabled"]);

    private static bool IsOn(string? value) => value == "1" || (bool.TryParse(value, out var isOn) && isOn);
}

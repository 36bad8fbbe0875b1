using AlturBridge.Numbers;

namespace AlturBridge.Tests.Numbers;

internal static class PhoneConfigurations
{
    public static IReadOnlyList<string> Regions { get; } = ["NONE", "US", "MX", "GB", "IT", "RU", "DE"];

    public static AllowedNumbers Usual { get; } = new([], []);

    public static PhoneOptions Named(string region) => new() { Region = region == "NONE" ? null : region };

    public static PhoneOptions With(this PhoneOptions options, Action<PhoneOptions> change)
    {
        change(options);
        return options;
    }

    public static PhoneResult Read(this PhoneOptions options, string? text) => PhoneNormalizer.Read(text, options, Usual);
}

namespace AlturBridge.EndToEndTests.Browser;

/// <summary>Skipped where there is no Chromium, unless REQUIRE_CHROMIUM says that it must be there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null && Environment.GetEnvironmentVariable("REQUIRE_CHROMIUM") != "true")
        {
            Skip = "There is no Chromium: install one (apt-get install chromium), or say with CHROMIUM where it is.";
        }
    }
}

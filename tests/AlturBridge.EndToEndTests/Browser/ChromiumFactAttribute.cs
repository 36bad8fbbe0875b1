namespace AlturBridge.EndToEndTests.Browser;

/// <summary>Skipped if there is no Chromium, unless REQUIRE_CHROMIUM is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null && Environment.GetEnvironmentVariable("REQUIRE_CHROMIUM") != "true")
        {
            Skip = "There is no Chromium: install one (apt-get install chromium-headless-shell), or say with CHROMIUM where it is.";
        }
    }
}

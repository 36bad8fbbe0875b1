namespace AlturBridge.Tests.Operating.Journal;

/// <summary>Skipped if Azurite is not installed, unless REQUIRE_AZURITE is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute()
    {
        if (Azurite.Path is null && Environment.GetEnvironmentVariable("REQUIRE_AZURITE") != "true")
        {
            Skip = "Azurite is not installed: npm install -g azurite runs the journal's tests against Azure tables too.";
        }
    }
}

namespace AlturBridge.Tests.Deployment;

/// <summary>
/// A test that needs the Bicep compiler; skipped where the build could not download it, unless REQUIRE_BICEP says that it must be
/// there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute()
    {
        if (!File.Exists(Bicep.Compiler) && Environment.GetEnvironmentVariable("REQUIRE_BICEP") != "true")
        {
            Skip = $"The Bicep compiler is not at {Bicep.Compiler}: no package source of this machine has it.";
        }
    }
}

using System.Reflection;

namespace AlturBridge.Tests.Deployment;

/// <summary>
/// A test that needs Node.js and Microsoft's language service for KQL; skipped where the build could not install it, unless REQUIRE_KQL
/// says that it must be there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KqlFactAttribute : FactAttribute
{
    public KqlFactAttribute()
    {
        if (!Directory.Exists(LanguageService) && Environment.GetEnvironmentVariable("REQUIRE_KQL") != "true")
        {
            Skip = $"Microsoft's language service for KQL is not at {LanguageService}: this machine has no npm, or no package source "
                + "of it has it.";
        }
    }

    public static string LanguageService { get; } =
        typeof(KqlFactAttribute).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(item => item.Key == "KustoLanguageService").Value!;
}

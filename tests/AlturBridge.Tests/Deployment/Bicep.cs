using System.Reflection;
using System.Text.Json.Nodes;

namespace AlturBridge.Tests.Deployment;

/// <summary>Microsoft's Bicep compiler, run on infra/ as it stands.</summary>
internal static class Bicep
{
    private static readonly Lazy<Task<string>> Template = new(BuildAsync);

    private static readonly Dictionary<string, string?> Environment = new()
    {
        ["WEBHOOK_URL"] = "https://example.com/call-records",
        ["ALTUR_AGENT_ID"] = "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34",
        ["ALERT_EMAIL"] = "operator@example.com",
        ["AZURE_ENV_NAME"] = "prod",
        ["AZURE_PRINCIPAL_ID"] = "5b0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34",
        ["AZURE_PRINCIPAL_TYPE"] = "Group",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
    };

    public static string Compiler { get; } = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "BicepCompiler").Value!;

    public static Task<CommandResult> RunAsync(params IEnumerable<string> arguments) => Command.RunAsync(Compiler, arguments, Environment);

    /// <summary>main.bicep as the template that Azure Resource Manager gets.</summary>
    public static async Task<JsonNode> TemplateAsync() => JsonNode.Parse(await Template.Value)!;

    private static async Task<string> BuildAsync() => (await RunAsync("build", Repository.PathOf("infra", "main.bicep"), "--stdout")).Successful();
}

using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using StreamJsonRpc;

namespace AlturBridge.Tests.Deployment;

/// <summary>
/// Microsoft's Bicep compiler on infra/: one process for all tests, because most of its time goes into loading Azure's schemas.
/// </summary>
internal static class Bicep
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string> Environment = new()
    {
        ["WEBHOOK_URL"] = "https://example.com/call-records",
        ["ALTUR_AGENT_ID"] = "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34",
        ["ALERT_EMAIL"] = "operator@example.com",
        ["MONTHLY_BUDGET"] = "200",
        ["MONTHLY_BUDGET_START"] = "2026-08-01",
        ["OPERATOR_IP_RANGES"] = "203.0.113.0/24, 198.51.100.7,",
        ["AZURE_ENV_NAME"] = "prod",
        ["AZURE_PRINCIPAL_ID"] = "5b0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34",
        ["AZURE_PRINCIPAL_TYPE"] = "Group",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
    };

    private static readonly Lazy<JsonRpc> Server = new(Start);
    private static readonly Lazy<Task<BicepCompilation>> Main = new(() => CompileAsync(Repository.PathOf("infra", "main.bicep")));

    public static string Compiler { get; } = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(item => item.Key == "BicepCompiler").Value!;

    /// <summary>main.bicep as the template that Azure Resource Manager gets.</summary>
    public static async Task<JsonNode> TemplateAsync() => JsonNode.Parse((await Main.Value).Contents!)!;

    public static Task<BicepCompilation> CompileAsync(string path) => AskAsync<BicepCompilation>("bicep/compile", new { path });

    public static Task<BicepCompilation> CompileParametersAsync(string path) =>
        AskAsync<BicepCompilation>("bicep/compileParams", new { path, parameterOverrides = new JsonObject() });

    /// <summary>The file as the compiler's formatter writes it.</summary>
    public static async Task<string> FormatAsync(string path) =>
        (string)(await AskAsync<JsonObject>("bicep/format", new { path }))["contents"]!;

    /// <summary>The resources that a parameter file asks for, with every name, condition and loop worked out.</summary>
    public static async Task<JsonNode> SnapshotAsync(string path, string resourceGroup)
    {
        var metadata = new
        {
            tenantId = "00000000-0000-4000-8000-000000000002",
            subscriptionId = "00000000-0000-4000-8000-000000000001",
            resourceGroup,
            location = "westeurope",
        };

        return JsonNode.Parse((string)(await AskAsync<JsonObject>("bicep/getSnapshot", new { path, metadata }))["snapshot"]!)!;
    }

    private static async Task<TAnswer> AskAsync<TAnswer>(string method, object request)
    {
        using var deadline = new CancellationTokenSource(Patience);
        return await Server.Value.InvokeWithCancellationAsync<TAnswer>(method, [request], deadline.Token);
    }

    /// <summary>It exits when its input ends, with the tests.</summary>
    private static JsonRpc Start()
    {
        var start = new ProcessStartInfo(Compiler, ["jsonrpc", "--stdio"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var formatter = new SystemTextJsonFormatter { JsonSerializerOptions = new JsonSerializerOptions(JsonSerializerDefaults.Web) };
        var server = new JsonRpc(
            new HeaderDelimitedMessageHandler(process.StandardInput.BaseStream, process.StandardOutput.BaseStream, formatter));
        server.StartListening();
        return server;
    }
}

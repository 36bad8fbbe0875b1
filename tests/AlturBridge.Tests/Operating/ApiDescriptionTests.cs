using System.Text.Json;
using System.Text.Json.Nodes;
using AlturBridge.Calling;
using AlturBridge.EmbeddedHost.Runner;
using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;
using AlturBridge.Operating.DoNotCall;
using AlturBridge.Operating.Journal;
using AlturBridge.Operating.Status;
using AlturBridge.Tests.Receiving;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Tests.Operating;

/// <summary>The code does what the description says.</summary>
public sealed class ApiDescriptionTests
{
    private static readonly JsonNode Description = Repository.ReadJson("functions", "Operating", "Description", "openapi.json");

    [Fact]
    public void Every_route_is_described_and_no_other()
    {
        var routes = new FunctionCatalog(typeof(PlaceCall).Assembly).Http.SelectMany(function =>
            function.Trigger.Methods!.Select(method => $"{method} /api/{PathOf(function.Trigger)} {IsOpen(function.Trigger)}"));
        var described = Description["paths"]!.AsObject().SelectMany(path =>
            path.Value!.AsObject().Select(operation => $"{operation.Key} {path.Key} {operation.Value!["security"]!.AsArray().Count == 0}"));

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var schemas = Description["components"]!["schemas"]!.AsObject().Select(schema => $"#/components/schemas/{schema.Key}").ToHashSet(
            StringComparer.Ordinal);

        Assert.All(References(Description), reference => Assert.Contains(reference, schemas));
    }

    [Theory]
    [InlineData("LeadState", typeof(LeadState))]
    [InlineData("LeadEvent", typeof(LeadEventKind))]
    [InlineData("Called", typeof(WasCalled))]
    public void Every_value_is_listed(string schema, Type values) => Assert.Equal(
        Enum.GetNames(values)
            .Select(JsonNamingPolicy.SnakeCaseLower.ConvertName), Description["components"]!["schemas"]![schema]!["enum"]!.AsArray()
            .Select(value => (string)value!));

    [Theory]
    [InlineData("LeadSummary", typeof(LeadSummary))]
    [InlineData("LeadReport", typeof(LeadReport))]
    [InlineData("DeadLetter", typeof(DeadLetter))]
    [InlineData("Selection", typeof(DeadLetterSelection))]
    [InlineData("Outcome", typeof(DeadLetterOutcome))]
    [InlineData("ListedNumber", typeof(ListedNumber))]
    [InlineData("DoNotCallImport", typeof(DoNotCallImport))]
    [InlineData("Status", typeof(StatusReport))]
    public void Every_property_is_described_and_no_other(string schema, Type answer) => Assert.Equal(
        answer.GetProperties()
            .Where(property => property.GetMethod!.IsPublic)
            .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))
            .Order(StringComparer.Ordinal),
        Description["components"]!["schemas"]![schema]!["properties"]!.AsObject().Select(property => property.Key).Order(
            StringComparer.Ordinal));

    [Fact]
    public async Task The_example_of_a_lead_is_accepted()
    {
        using var intake = new LeadIntake(defaultAgentId: "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34");
        var example = Description["paths"]!["/api/leads/{source}"]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!;

        Assert.Equal(202, (await intake.PostAsync(example.ToJsonString())).Status);
    }

    [Fact]
    public void The_examples_of_selections_are_taken()
    {
        var body = Description["paths"]!["/api/dead-letters/replay"]!["post"]!["requestBody"]!;
        var examples = body["content"]!["application/json"]!["examples"]!.AsObject();

        Assert.All(
            examples, example => Assert.Null(example.Value!["value"].Deserialize(DeadLetterJson.Strict.DeadLetterSelection)!.Problem()));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject whole => whole.SelectMany(property => property.Key == "$ref" ? [(string)property.Value!] : References(property.Value)),
        JsonArray array => array.SelectMany(References),
        _ => [],
    };

    private static string PathOf(HttpTriggerAttribute trigger) => trigger.Route!.Replace("{*", "{", StringComparison.Ordinal);

    private static bool IsOpen(HttpTriggerAttribute trigger) => trigger.AuthLevel == AuthorizationLevel.Anonymous;
}

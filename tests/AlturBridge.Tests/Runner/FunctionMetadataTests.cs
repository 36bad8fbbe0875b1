using System.Text.Json.Nodes;
using AlturBridge.EmbeddedHost.Runner;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;

namespace AlturBridge.Tests.Runner;

/// <summary>What the worker SDK generates about the functions, which is all the Functions host knows about them.</summary>
public sealed class FunctionMetadataTests
{
    private static readonly FunctionCatalog Catalog = new(typeof(Bridge).Assembly);

    [Fact]
    public async Task Azure_runs_the_functions_that_the_embedded_host_runs()
    {
        var provider = (IFunctionMetadataProvider)Activator.CreateInstance(
            Assert.Single(typeof(Bridge).Assembly.GetTypes(), type => type.IsAssignableTo(typeof(IFunctionMetadataProvider))))!;
        var generated = (await provider.GetFunctionMetadataAsync(AppContext.BaseDirectory)).Select(Describe);

        var embedded = Catalog.Http.Select(function => $"{function.Name}: {function.Trigger.AuthLevel} "
            + $"{string.Join(',', function.Trigger.Methods!)} {function.Trigger.Route}")
            .Concat(Catalog.Queues.Select(function => $"{function.Name}: {function.Trigger.QueueName} by "
                + $"{function.Trigger.Connection}, sessions {function.Trigger.IsSessionsEnabled}, "
                + $"autocomplete {function.Trigger.AutoCompleteMessages}, batches {function.Trigger.IsBatched}"))
            .Concat(Catalog.Timers.Select(function => $"{function.Name}: timerTrigger"));

        Assert.Equal(embedded.Order(StringComparer.Ordinal), generated.Order(StringComparer.Ordinal));
    }

    private static string Describe(IFunctionMetadata function)
    {
        var trigger = function.RawBindings!.Select(binding => JsonNode.Parse(binding)!).Single(
            binding => $"{binding["type"]}".EndsWith("Trigger", StringComparison.Ordinal));

        return $"{trigger["type"]}" switch
        {
            "httpTrigger" =>
                $"{function.Name}: {trigger["authLevel"]} {string.Join(',', trigger["methods"]!.AsArray())} {trigger["route"]}",
            "serviceBusTrigger" =>
                $"{function.Name}: {trigger["queueName"]} by {trigger["connection"]}, sessions {IsTrue("isSessionsEnabled")}, "
                + $"autocomplete {IsTrue("autoCompleteMessages")}, batches {$"{trigger["cardinality"]}" == "Many"}",
            var other => $"{function.Name}: {other}",
        };

        bool IsTrue(string property) => bool.Parse($"{trigger[property] ?? false}");
    }
}

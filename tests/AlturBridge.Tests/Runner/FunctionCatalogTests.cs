using System.Reflection;
using AlturBridge.Calling;
using AlturBridge.EmbeddedHost.Runner;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Tests.Runner;

public sealed class FunctionCatalogTests
{
    private static readonly FunctionCatalog Catalog = new(typeof(PlaceCall).Assembly);

    [Fact]
    public void The_queues_run_exactly_their_two_functions()
    {
        Assert.Equal(
            [("ForwardCall", "call-records", false, false), ("PlaceCall", "calls", true, false)],
            Catalog.Queues.OrderBy(function => function.Name, StringComparer.Ordinal)
                .Select(function => (
                    function.Name, function.Trigger.QueueName, function.Trigger.IsSessionsEnabled, function.Trigger.AutoCompleteMessages)));
    }

    [Theory]
    [InlineData("ReceiveLead", "leads/{source}", "post", AuthorizationLevel.Function)]
    [InlineData("Health", "health", "get", AuthorizationLevel.Anonymous)]
    public void A_route_is_found_with_its_trigger(string name, string route, string method, AuthorizationLevel level)
    {
        var trigger = Assert.Single(Catalog.Http, function => function.Name == name).Trigger;

        Assert.Equal((route, level), (trigger.Route, trigger.AuthLevel));
        Assert.Equal([method], trigger.Methods!);
    }

    [Fact]
    public void No_function_is_left_out()
    {
        var declared = typeof(PlaceCall).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name)
            .OfType<string>();

        Assert.Equal(
            declared.Order(StringComparer.Ordinal),
            Catalog.Http.Select(function => function.Name)
                .Concat(Catalog.Queues.Select(function => function.Name))
                .Concat(Catalog.Timers.Select(function => function.Name))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_trigger_this_host_does_not_know_stops_startup()
    {
        var thrown = Assert.Throws<NotSupportedException>(() => new FunctionCatalog(typeof(TimerFunction).Assembly));

        Assert.StartsWith(
            "The function EveryNight has neither an HTTP nor a Service Bus queue trigger", thrown.Message, StringComparison.Ordinal);
    }
}

using AlturBridge.EmbeddedHost.Runner;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Tests.Runner;

public sealed class HostSettingsTests
{
    private const string ServiceBus = "AzureFunctionsJobHost:extensions:serviceBus:";

    [Fact]
    public void Without_a_host_json_the_defaults_of_the_functions_host_hold() => Assert.Equal(
        new HostSettings("api", 16 * Environment.ProcessorCount, 8, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1)),
        From());

    [Fact]
    public void The_values_in_host_json_hold() => Assert.Equal(
        new HostSettings("hooks/v1", 3, 4, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30)),
        From(
            ("AzureFunctionsJobHost:extensions:http:routePrefix", "/hooks/v1/"),
            ($"{ServiceBus}maxConcurrentCalls", "3"),
            ($"{ServiceBus}maxConcurrentSessions", "4"),
            ($"{ServiceBus}maxAutoLockRenewalDuration", "00:10:00"),
            ($"{ServiceBus}sessionIdleTimeout", "00:00:30")));

    [Fact]
    public void An_empty_route_prefix_is_none() =>
        Assert.Empty(From(("AzureFunctionsJobHost:extensions:http:routePrefix", string.Empty)).RoutePrefix);

    [Fact]
    public void A_later_source_of_settings_wins_whatever_its_case()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"{ServiceBus}maxConcurrentCalls", "3"), new($"{ServiceBus}maxConcurrentSessions", "4")])
            .AddInMemoryCollection([new("AZUREFUNCTIONSJOBHOST:EXTENSIONS:SERVICEBUS:MAXCONCURRENTCALLS", "5")])
            .Build();

        var settings = HostSettings.From(configuration);

        Assert.Equal((5, 4), (settings.MaxConcurrentCalls, settings.MaxConcurrentSessions));
    }

    [Theory]
    [InlineData("maxConcurrentCalls", "many")]
    [InlineData("maxConcurrentCalls", "0")]
    [InlineData("maxConcurrentSessions", "-1")]
    [InlineData("maxConcurrentSessions", "1.5")]
    [InlineData("maxAutoLockRenewalDuration", "ten minutes")]
    [InlineData("sessionIdleTimeout", "-00:00:30")]
    [InlineData("sessionIdleTimeout", "")]
    public void A_value_that_cannot_be_is_named(string name, string value)
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => From(($"{ServiceBus}{name}", value)));

        Assert.Equal($"host.json: extensions.serviceBus.{name} is '{value}', which is not a value it can have.", thrown.Message);
    }

    private static HostSettings From(params (string Name, string Value)[] settings) => HostSettings.From(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build());
}

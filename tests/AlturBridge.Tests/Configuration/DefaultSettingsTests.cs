using AlturBridge.Calling;
using AlturBridge.Configuration;
using AlturBridge.Forwarding;
using AlturBridge.Operating;
using AlturBridge.Receiving;
using AlturBridge.Receiving.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Configuration;

public sealed class DefaultSettingsTests
{
    [Fact]
    public void Every_setting_that_is_not_given_has_the_default_of_the_design()
    {
        using var services = BridgeSettings.Start();
        var altur = Of<AlturOptions>(services);
        var calling = Of<CallingOptions>(services);
        var webhook = Of<WebhookOptions>(services);

        Assert.Equal(
            (new Uri("https://api.altur.io/api/v1.0/"), null, TimeSpan.FromSeconds(30)),
            (altur.BaseUrl, altur.AgentId, altur.Timeout));
        Assert.Equal((16, TimeSpan.Zero, 10), (calling.Lanes, calling.Pace, calling.MaxAttempts));
        Assert.Equal(TimeSpan.FromDays(1), Of<LeadsOptions>(services).MaxAge);
        Assert.Equal((0, 0, TimeSpan.FromSeconds(15)), (webhook.Secrets.Count, webhook.Headers.Count, webhook.Timeout));
        Assert.Equal(["json"], Of<SourcesOptions>(services).Keys);
        Assert.Equal("json", new SourceOptions().Preset);
    }

    [Fact]
    public async Task Every_function_can_be_made()
    {
        await using var services = BridgeSettings.Start();

        Assert.All(
            [typeof(ReceiveLead), typeof(AnswerHandshake), typeof(PlaceCall), typeof(ForwardCall),
                typeof(HealthCheck)],
            function => Assert.NotNull(ActivatorUtilities.CreateInstance(services, function)));
    }

    [Fact]
    public void Without_a_connection_to_Service_Bus_nothing_is_composed()
    {
        var missing = Assert.Throws<InvalidOperationException>(
            () => new ServiceCollection().AddBridge(new Microsoft.Extensions.Configuration.ConfigurationManager()));

        Assert.StartsWith("ServiceBus is missing: ", missing.Message, StringComparison.Ordinal);
    }

    private static TOptions Of<TOptions>(ServiceProvider services)
        where TOptions : class => services.GetRequiredService<IOptions<TOptions>>().Value;
}

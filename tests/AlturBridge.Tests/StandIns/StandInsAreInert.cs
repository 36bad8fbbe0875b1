using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Builder;

namespace AlturBridge.Tests.StandIns;

public sealed class StandInsAreInert
{
    [Fact]
    public async Task A_stand_in_client_makes_no_sender_and_says_what_to_run_instead()
    {
        await using var client = new ServiceBusClient("Endpoint=sb://nowhere.invalid/");

        var refusal = Assert.Throws<NotSupportedException>(() => client.CreateSender("calls"));

        Assert.Contains("local/EmbeddedHost", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("-p:AzurePackages=official", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stand_in_worker_takes_its_services_but_is_never_built()
    {
        var builder = FunctionsApplication.CreateBuilder([]).ConfigureFunctionsWebApplication();

        Assert.NotEmpty(builder.Services);
        Assert.Contains("local/EmbeddedHost", Assert.Throws<NotSupportedException>(builder.Build).Message, StringComparison.Ordinal);
    }
}

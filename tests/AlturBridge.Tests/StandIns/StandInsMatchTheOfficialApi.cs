using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.StandIns;

public sealed class StandInsMatchTheOfficialApi
{
    private static readonly string Recorded = Path.Combine(AppContext.BaseDirectory, "TestData", "official-api");

    [Fact]
    public void A_stand_in_has_nothing_that_the_official_api_has_not()
    {
        var official = RecordedApi.Read(Recorded);
        var standIns = typeof(ServiceBusClient).Assembly.GetExportedTypes();

        var differences = standIns.SelectMany(type => ApiComparison.Differences(type, official)).ToList();

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }
}

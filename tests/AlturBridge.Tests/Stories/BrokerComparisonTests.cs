namespace AlturBridge.Tests.Stories;

/// <summary>The embedded broker and the simulation's model of it must not drift apart, or neither would match Service Bus.</summary>
public sealed class BrokerComparisonTests
{
    private const int Steps = 150;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_embedded_broker_does_what_the_model_does(int seed, bool requiresSession)
    {
        await using var comparison = new BrokerComparison(seed, requiresSession);
        for (var step = 0; step < Steps; step++)
        {
            await comparison.StepAsync();
        }
    }

    public static TheoryData<int, bool> Seeds()
    {
        var seeds = new TheoryData<int, bool>();
        for (var seed = 1; seed <= 10; seed++)
        {
            seeds.Add(seed, true);
            seeds.Add(seed, false);
        }

        return seeds;
    }
}

using AlturBridge.Testing.Chaos;
using Xunit.Abstractions;

namespace AlturBridge.EndToEndTests;

/// <summary>A short proof of the promises; <c>tests/AlturBridge.LoadTests -- chaos</c> is the long form.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Under_load_and_faults_and_6_kills_no_lead_is_lost_and_nobody_is_called_twice()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10));

        var balance = await ChaosRun.RunAsync(new ChaosOptions { Leads = 300, Kills = 6 }, new Progress<string>(), deadline.Token);

        output.WriteLine(balance.ToString());
        Assert.True(balance.Closes, balance.ToString());
        Assert.Equal(6, balance.Kills);
        Assert.Equal(300, balance.Delivered + balance.DeadLettered.Values.Sum() - balance.DeliveredToo);
    }
}

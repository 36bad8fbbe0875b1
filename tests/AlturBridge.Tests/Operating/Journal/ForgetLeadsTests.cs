using AlturBridge.Operating.Journal;
using AlturBridge.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.Tests.Operating.Journal;

public sealed class ForgetLeadsTests
{
    [Fact]
    public async Task A_night_too_short_for_all_ends_in_time_and_says_so()
    {
        var time = new FakeTimeProvider(JournalEntries.Noon);
        var store = new ScriptedStore { Forgetting = token => Task.Delay(Timeout.Infinite, token) };
        var logs = new LogKeeper<ForgetLeads>();

        var run = new ForgetLeads(store, Options.Create(new JournalOptions()), time, logs).RunAsync(new TimerInfo(), default);
        time.Advance(TimeSpan.FromMinutes(25));
        await run.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(
            ["Warning: The journal has more leads older than Journal__Retention than it could remove in 25 minutes; it continues tomorrow "
                + "night"],
            logs.Lines);
    }
}

using System.Net;
using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using Microsoft.Data.Sqlite;

namespace AlturBridge.EndToEndTests;

/// <summary>A journal that fails or hangs changes nothing for a lead on any of its hops.</summary>
public sealed class JournalOutageTests
{
    private const string Dropped = "DROP TABLE events; DROP TABLE leads";

    [Theory]
    [InlineData("BEGIN EXCLUSIVE")]
    [InlineData(Dropped)]
    public async Task A_lead_goes_all_the_way_without_its_journal(string outage)
    {
        await using var test = await TestBridge.StartAsync(webhook: new WebhookReceiverOptions { Faults = Faults.Parse("500:1") });
        await using var journal = await SpoilAsync(test, outage);

        // Intake, a repeated lead, a call, a failed delivery and its retry, a dead letter and its replay.
        var lead = await test.AcceptAsync("+12025550143", "once");
        await test.AcceptAsync("+12025550143", "once");
        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the webhook is asked");
        test.Webhook.Faults = Faults.None;
        using var retry = await test.Http.PostAsync(test.Address("api/deliveries/now"), null);
        test.Altur.Faults = Faults.Parse("400:1");
        await test.AcceptAsync("+12025550144");
        await Eventually.TrueAsync(async () => (await test.DeadLettersAsync("calls")).Count == 1, "a refused lead is dead-lettered");
        test.Altur.Faults = Faults.None;
        using var replay = await test.Http.PostAsync(
            test.Address("api/dead-letters/replay"), new StringContent("""{"queue":"calls"}"""));

        await Eventually.TrueAsync(() => test.Webhook.Deliveries.Count(delivery => delivery.Accepted) == 2, "both records are delivered");
        Assert.Equal(2, test.Altur.Posts.Count(post => post.Rang));
        Assert.Contains(lead, test.Webhook.Deliveries.Select(delivery => delivery.WebhookId));
        using var health = await test.Http.GetAsync(test.Address("api/health"));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task The_status_says_that_the_journal_is_not_written()
    {
        await using var test = await TestBridge.StartAsync();
        await using var journal = await SpoilAsync(test, Dropped);

        await test.AcceptAsync("+12025550143");

        await Eventually.TrueAsync(async () => (await test.StatusAsync())["journal"]!["failing_since"] is not null, "the status says so");
    }

    /// <summary>Does to the journal what a statement says, for as long as the connection is open.</summary>
    private static async Task<SqliteConnection> SpoilAsync(TestBridge test, string statement)
    {
        var journal = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Path.Combine(test.DataFolder, "journal.db"), Pooling = false }.ToString());
        await journal.OpenAsync();
        await using var command = journal.CreateCommand();
#pragma warning disable CA2100 // The statement is one of the two above.
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return journal;
    }
}

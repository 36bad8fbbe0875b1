using System.Reflection;
using System.Text.Json.Nodes;
using AlturBridge.Calling;
using AlturBridge.Configuration;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Runner;
using AlturBridge.Forwarding;
using AlturBridge.Operating.DoNotCall;
using AlturBridge.Operating.Journal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Deployment;

/// <summary>host.json against what the code may do; docs/deploy.md says the same in words.</summary>
public sealed class HostFileTests
{
    private static readonly TimeSpan LongestAltur = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan LongestPace = TimeSpan.FromMinutes(2);

    private static readonly JsonNode Host = Repository.ReadJson("host.json");

    private static readonly HostSettings Settings = HostSettings.From(new ConfigurationBuilder()
        .AddInMemoryCollection(new ConfigurationBuilder().AddJsonFile(Repository.PathOf("host.json")).Build().AsEnumerable()
            .Select(setting => KeyValuePair.Create($"AzureFunctionsJobHost:{setting.Key}", setting.Value)))
        .Build());

    /// <summary>
    /// It counts from when a session was accepted, not from each message: a lane that is busy for longer loses its lock in the middle of
    /// a call.
    /// </summary>
    [Fact]
    public void A_busy_lane_keeps_its_lock_for_a_day() => Assert.Equal(TimeSpan.FromDays(1), Settings.MaxAutoLockRenewal);

    [Fact]
    public void The_longest_invocation_that_settings_allow_ends_before_the_host_ends_it()
    {
        var fits = new CallingFitsHost(new HostLimits(FunctionTimeout, Settings.MaxConcurrentSessions));

        Assert.True(fits.Validate(null, new AlturOptions { ApiKey = "key", Timeout = LongestAltur }).Succeeded);
    }

    [Fact]
    public void All_waits_of_a_delivery_besides_its_post_are_counted()
    {
        // The queue: its lane's state read, claimed, kept, marked and returned, and a record queued.
        var queue = (5 * QueueDeadline.Limit) + TimeSpan.FromMinutes(2);

        // The do-not-call list: an answer when the patience ends, and another in turn.
        var list = 2 * WaitOf<DoNotCallList>("Patience");

        Assert.True(WaitOf<LaneGates>("Patience") + LongestPace + WaitOf<Circuit>("Patience") + WaitOf(
            typeof(RetryWait), "LongestAsked") + queue + list <= WaitOf<CallingFitsHost>("OtherWaits"));
    }

    [Fact]
    public void The_journal_stops_forgetting_before_the_host_kills_it()
    {
        Assert.True(WaitOf<ForgetLeads>("LongestRun") < FunctionTimeout);
    }

    /// <summary>A lead that waits for Altur is given up because of its age, never because it used up its deliveries.</summary>
    [Fact]
    public void The_deliveries_of_a_queue_last_longer_than_the_oldest_lead()
    {
        var calls = QueueDefinitions.Read(Repository.PathOf("local", "EmbeddedHost", "queues.json")).Single(queue => queue.Name == "calls");

        Assert.True(WaitOf<Circuit>("Patience") * calls.MaxDeliveryCount > TimeSpan.FromDays(14));
    }

    [Fact]
    public void These_are_the_longest_times_that_settings_allow()
    {
        var altur = new AlturOptions { ApiKey = "key" };
        Assert.True(Accepts(new AlturOptionsValidator(), altur, () => altur.Timeout = LongestAltur));
        Assert.False(Accepts(new AlturOptionsValidator(), altur, () => altur.Timeout = LongestAltur + TimeSpan.FromSeconds(1)));

        var calling = new CallingOptions();
        Assert.True(Accepts(new CallingOptionsValidator(), calling, () => calling.Pace = LongestPace));
        Assert.False(Accepts(new CallingOptionsValidator(), calling, () => calling.Pace = LongestPace + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_delivery_to_the_webhook_keeps_its_lock()
    {
        var webhook = new WebhookOptions { Url = new("https://example.com") };
        Assert.False(Accepts(new WebhookOptionsValidator(), webhook, () => webhook.Timeout = Settings.MaxAutoLockRenewal));
    }

    [Fact]
    public void One_instance_serves_all_lanes_of_the_default_one_call_at_a_time()
    {
        Assert.True(Settings.MaxConcurrentSessions >= new CallingOptions().Lanes, "Some lanes would wait for others.");
        Assert.Equal(1, (int)ServiceBus["maxConcurrentCallsPerSession"]!);
        Assert.Contains(
            $"`maxConcurrentSessions` in `host.json` ({Settings.MaxConcurrentSessions})",
            Repository.Read("docs", "settings.md"),
            StringComparison.Ordinal);
    }

    /// <summary>A prefetched message would lose its lock while it waits behind slow calls.</summary>
    [Fact]
    public void Nothing_is_fetched_ahead() => Assert.Equal(0, (int)ServiceBus["prefetchCount"]!);

    [Fact]
    public void Telemetry_is_OpenTelemetry_and_no_setting_of_the_other_kind_is_left()
    {
        Assert.Equal("OpenTelemetry", (string?)Host["telemetryMode"]);
        Assert.Null(Host["logging"]?["applicationInsights"]);
    }

    [Fact]
    public void The_documentation_gives_every_value_and_its_reason()
    {
        var guide = Repository.Read("docs", "deploy.md");

        Assert.All(Values(Host), value => Assert.Contains($"| `{value.Name}` | `{value.Text}` | ", guide, StringComparison.Ordinal));
    }

    private static JsonNode ServiceBus => Host["extensions"]!["serviceBus"]!;

    private static TimeSpan FunctionTimeout =>
        TimeSpan.Parse((string)Host["functionTimeout"]!, System.Globalization.CultureInfo.InvariantCulture);

    private static TimeSpan WaitOf<T>(string field) => WaitOf(typeof(T), field);

    private static TimeSpan WaitOf(Type type, string field) =>
        (TimeSpan)type.GetField(field, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

    private static bool Accepts<TOptions>(IValidateOptions<TOptions> validator, TOptions options, Action set)
        where TOptions : class
    {
        set();
        return validator.Validate(null, options).Succeeded;
    }

    private static IEnumerable<(string Name, string Text)> Values(JsonNode node) => node is JsonObject group
        ? group.Where(member => member.Key != "version").SelectMany(member => Values(member.Value!))
        : [(node.GetPropertyName(), node.ToString())];
}

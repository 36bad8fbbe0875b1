using System.Text.Json.Nodes;
using AlturBridge.Messages;
using AlturBridge.Testing;
using AlturBridge.Tests.Messages;

namespace AlturBridge.Tests.Receiving;

/// <summary>Senders are told what happened to leads they sent before.</summary>
public sealed class RepeatedLeadTests : IDisposable
{
    private const string Lead = """{"phone_number_to": "+12025550143"}""";

    private readonly LeadIntake intake = new(defaultAgentId: Samples.AgentId);

    [Theory]
    [InlineData(LeadState.Waiting, "waiting")]
    [InlineData(LeadState.Called, "called")]
    [InlineData(LeadState.Dead, "dead")]
    public async Task A_known_lead_is_answered_with_its_state_and_still_queued(LeadState state, string told)
    {
        intake.Known["json:1"] = new KnownLead(state, HasOtherContent: false, IsRevivable: false);

        var answer = await intake.PostAsync(Lead, headers: ("Idempotency-Key", "1"));

        Assert.Equal(202, answer.Status);
        Assert.Equal($$"""{"accepted":1,"leads":[{"id":"json:1","duplicate":true,"state":"{{told}}"}]}""", answer.Body);
        Assert.Single(intake.Sent);
        Assert.Equal([LeadEventKind.Duplicate], intake.Events.Kinds);
    }

    [Fact]
    public async Task A_lead_that_died_without_a_call_is_revived()
    {
        intake.Known["json:1"] = new KnownLead(LeadState.Dead, HasOtherContent: false, IsRevivable: true);
        intake.Known.Revives = true;

        var answer = await intake.PostAsync(Lead, headers: ("Idempotency-Key", "1"));

        Assert.Equal((202, """{"accepted":1,"leads":[{"id":"json:1","duplicate":true,"revived":true,"state":"waiting"}]}"""), (answer.Status, answer.Body));
        Assert.Empty(intake.Sent);
        Assert.Equal("json:1", Assert.Single(intake.Known.Revived).CorrelationId);
    }

    [Fact]
    public async Task A_lead_that_may_have_been_revived_and_is_older_than_a_day_is_answered_with_503()
    {
        intake.Known["json:1"] = new KnownLead(LeadState.Dead, HasOtherContent: false, IsRevivable: true, IsRecent: false);
        intake.Known.Revives = null;

        var answer = await intake.PostAsync(Lead, headers: ("Idempotency-Key", "1"));

        Assert.Equal(503, answer.Status);
        Assert.Empty(intake.Sent);
    }

    [Fact]
    public async Task A_batch_does_not_wait_for_each_of_its_dead_leads()
    {
        using var batch = new LeadIntake([("Sources__json__DedupKey", "{{ item.id }}")], Samples.AgentId);
        batch.Known["json:1"] = new KnownLead(LeadState.Dead, HasOtherContent: false, IsRevivable: true);
        batch.Known["json:2"] = new KnownLead(LeadState.Dead, HasOtherContent: false, IsRevivable: true);
        batch.Known.Hangs = true;

        var posting = batch.PostAsync("""[{"id":1,"phone_number_to":"+12025550143"},{"id":2,"phone_number_to":"+12025550144"}]""");
        await Eventually.TrueAsync(() => batch.Known.Revived.Count > 0);
        batch.Time.Advance(TimeSpan.FromSeconds(4));
        var answer = await posting;

        Assert.Equal(503, answer.Status);
        Assert.Single(batch.Known.Revived);
        Assert.Empty(batch.Sent);
    }

    [Theory]
    [InlineData(LeadState.Waiting, false)]
    [InlineData(LeadState.Called, false)]
    [InlineData(LeadState.Dead, true)]
    public async Task A_lead_whose_replayed_copy_the_queue_knows_by_another_id_is_not_queued_beside_it(LeadState state, bool isRevivable)
    {
        intake.Known["json:1"] = new KnownLead(state, HasOtherContent: false, isRevivable, IsRecent: false);

        var answer = await intake.PostAsync(Lead, headers: ("Idempotency-Key", "1"));

        Assert.Equal(200, answer.Status);
        Assert.Empty(intake.Sent);
    }

    [Fact]
    public async Task A_lead_that_could_not_be_revived_is_said_to_be_dead()
    {
        intake.Known["json:1"] = new KnownLead(LeadState.Dead, HasOtherContent: false, IsRevivable: true);

        var answer = await intake.PostAsync(Lead, headers: ("Idempotency-Key", "1"));

        Assert.Contains("\"duplicate\":true,\"state\":\"dead\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_came_with_other_content_is_a_conflict_that_names_it()
    {
        intake.Known["json:1"] = new KnownLead(LeadState.Delivered, HasOtherContent: true, IsRevivable: false);

        var answer = await intake.PostAsync(Lead, headers: ("Idempotency-Key", "1"));

        Assert.Equal((409, "application/problem+json"), (answer.Status, answer.ContentType));
        Assert.Contains("json:1", (string?)JsonNode.Parse(answer.Body)!["detail"], StringComparison.Ordinal);
        Assert.Empty(intake.Sent);
        Assert.Empty(intake.Events);
    }

    [Fact]
    public async Task A_source_that_wants_no_problems_gets_the_conflict_in_its_receipt()
    {
        using var acknowledging = new LeadIntake([("Sources__json__OnRefusal", "Acknowledge")], Samples.AgentId);
        acknowledging.Known["json:1"] = new KnownLead(LeadState.Delivered, HasOtherContent: true, IsRevivable: false);

        var answer = await acknowledging.PostAsync(Lead, headers: ("Idempotency-Key", "1"));

        Assert.Equal(200, answer.Status);
        Assert.Contains("\"refused\":\"The lead json:1", answer.Body, StringComparison.Ordinal);
    }

    public void Dispose() => intake.Dispose();
}

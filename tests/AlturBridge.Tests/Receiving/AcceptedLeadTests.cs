using System.Text;
using AlturBridge.Messages;
using static AlturBridge.Tests.Messages.Samples;

namespace AlturBridge.Tests.Receiving;

public sealed class AcceptedLeadTests
{
    [Fact]
    public async Task An_accepted_lead_is_answered_with_its_id()
    {
        using var intake = new LeadIntake();
        var answer = await intake.PostAsync(Lead, headers: ("webhook-id", "order-17"));

        Assert.Equal((202, "application/json; charset=utf-8"), (answer.Status, answer.ContentType));
        Assert.Equal("""{"accepted":1,"leads":[{"id":"json:order-17"}]}""", answer.Body);
    }

    [Fact]
    public async Task The_message_on_the_queue_is_what_the_design_says()
    {
        using var intake = new LeadIntake(maxAge: TimeSpan.FromHours(7));
        await intake.PostAsync(Lead, headers: ("webhook-id", "order-17"));

        var message = Assert.Single(intake.Sent);
        Assert.Equal(Lead, message.Body.ToString());
        Assert.Equal(("json:order-17", "json:order-17", "call"), (message.MessageId, message.CorrelationId, message.Subject));
        Assert.Equal((new Lanes(16).Of(Phone), TimeSpan.FromHours(7) + CallMessage.ExpiryMargin), (message.SessionId, message.TimeToLive));
        Assert.Equal(
            new Dictionary<string, object> { ["source"] = "json", ["received-at"] = "2026-11-22T12:00:00.0000000+00:00", ["attempt"] = 0 },
            message.ApplicationProperties);
    }

    [Fact]
    public async Task Altur_receives_no_escapes_and_no_unknown_fields()
    {
        using var intake = new LeadIntake();
        await intake.PostAsync($$"""{ "phone_number_to": " {{Phone}} ", "utm": 1, "end_user_display_name": "Jos\u00e9 Peña", "initial_message": "", "agent_id": "{{AgentId}}" }""");

        Assert.Equal(
            $$"""{"agent_id":"{{AgentId}}","phone_number_to":"{{Phone}}","end_user_display_name":"José Peña"}""",
            Assert.Single(intake.Sent).Body.ToString());
    }

    [Fact]
    public async Task A_source_is_found_in_any_case_and_keeps_its_own_name()
    {
        using var intake = new LeadIntake([("Sources__HubSpot__Preset", "json")]);
        var answer = await intake.PostAsync(Lead, "hubspot", ("webhook-id", "1"));

        Assert.Equal(202, answer.Status);
        var message = Assert.Single(intake.Sent);
        Assert.Equal(("HubSpot:1", "HubSpot"), (message.MessageId, message.ApplicationProperties["source"]));
    }

    [Theory]
    [InlineData($$"""{"phone_number_to":"{{Phone}}"}""", null, OtherAgentId, OtherAgentId)]
    [InlineData($$"""{"phone_number_to":"{{Phone}}"}""", AgentId, OtherAgentId, AgentId)]
    [InlineData($$"""{"phone_number_to":"{{Phone}}"}""", "", OtherAgentId, OtherAgentId)]
    [InlineData(Lead, OtherAgentId, OtherAgentId, AgentId)]
    [InlineData(Lead, null, null, AgentId)]
    public async Task The_agent_is_that_of_the_lead_then_of_the_source_then_of_Altur(
        string lead, string? sourceAgent, string? alturAgent, string agent)
    {
        using var intake = new LeadIntake([("Sources__crm__Preset", "json"), ("Sources__crm__AgentId", sourceAgent)], alturAgent);
        var answer = await intake.PostAsync(lead, "crm");

        Assert.Equal(202, answer.Status);
        Assert.Equal(
            agent, Read(Assert.Single(intake.Sent).Body.ToString()) is CallRequestResult.Valid valid ? valid.Request.AgentId : null);
    }

    [Fact]
    public async Task Nothing_that_belongs_to_the_lead_is_logged()
    {
        const string Secret = "function-key-0123456789abcdef";
        using var intake = new LeadIntake();
        await intake.PostAsync(
            $$"""{"agent_id":"{{OtherAgentId}}","phone_number_to":"+13035550178","end_user_context":"Owes money"}""",
            headers: [("x-functions-key", Secret), ("webhook-id", "order-17")]);
        await intake.PostAsync("""{"phone_number_to":"+1 303 555 01789","agent_id":"agent-of-mine"}""", headers: ("x-functions-key", Secret));
        await intake.PostAsync("""{"phone_number_to":"+13035550178" "Owes money"}""", headers: ("x-functions-key", Secret));

        Assert.Equal(3, intake.Logs.Entries.Count);
        Assert.Contains("json:order-17", intake.Logs.Everything, StringComparison.Ordinal);
        Assert.All(
            ["303", "0178", "Owes", "agent-of-mine", OtherAgentId, Secret],
            text => Assert.DoesNotContain(text, intake.Logs.Everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_bytes_may_begin_with_a_byte_order_mark()
    {
        using var intake = new LeadIntake();
        var answer = await intake.PostAsync([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Lead)]);

        Assert.Equal(202, answer.Status);
        Assert.Equal(Lead, Assert.Single(intake.Sent).Body.ToString());
    }
}

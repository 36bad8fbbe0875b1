using System.Security.Cryptography;
using System.Text;
using static AlturBridge.Tests.Messages.Samples;

namespace AlturBridge.Tests.Receiving;

public sealed class DeduplicationTests
{
    private static readonly string HashOfLead = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Lead)));

    [Fact]
    public async Task The_webhook_id_goes_before_the_idempotency_key()
    {
        Assert.Equal("json:from-webhook", await IdAsync(Lead, ("Idempotency-Key", "from-key"), ("webhook-id", "from-webhook")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task The_idempotency_key_counts_where_the_webhook_id_is_empty(string webhookId)
    {
        Assert.Equal("json:from-key", await IdAsync(Lead, ("webhook-id", webhookId), ("Idempotency-Key", " from-key ")));
    }

    [Fact]
    public async Task Without_either_the_lead_itself_is_the_key()
    {
        Assert.Equal($"json:{HashOfLead}", await IdAsync(Lead));
    }

    [Fact]
    public async Task The_same_lead_written_differently_is_the_same_lead()
    {
        Assert.Equal($"json:{HashOfLead}", await IdAsync($$"""{ "x": 1, "phone_number_to": "\u002b12025550143 ", "agent_id": "{{AgentId}}", "initial_message": null }"""));
    }

    [Theory]
    [InlineData($$"""{"agent_id":"{{OtherAgentId}}","phone_number_to":"{{Phone}}"}""")]
    [InlineData($$"""{"agent_id":"{{AgentId}}","phone_number_to":"+12025550144"}""")]
    [InlineData($$"""{"agent_id":"{{AgentId}}","phone_number_to":"{{Phone}}","end_user_context":"again"}""")]
    public async Task Another_lead_has_another_id(string lead)
    {
        Assert.NotEqual($"json:{HashOfLead}", await IdAsync(lead));
    }

    [Fact]
    public async Task A_lead_sent_twice_becomes_two_messages_with_one_id()
    {
        using var intake = new LeadIntake();
        var first = await intake.PostAsync(Lead);
        var second = await intake.PostAsync(Lead);

        Assert.Equal((202, 202, first.Body), (first.Status, second.Status, second.Body));
        Assert.Equal(2, intake.Sent.Count);
        Assert.Single(intake.Sent.Select(message => message.MessageId).Distinct());
    }

    [Theory]
    [InlineData("pedido ñ 17")]
    [InlineData("k234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890")]
    public async Task A_key_that_no_message_id_can_hold_is_replaced_by_its_hash(string key)
    {
        Assert.Equal(
            $"json:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}",
            await IdAsync(Lead, ("Idempotency-Key", key)));
    }

    /// <summary>It is in every log, and at the webhook.</summary>
    [Theory]
    [InlineData("form-{{ item.phone_number_to | digits }}")]
    [InlineData("form_7_{{ item.phone_number_to | digits | slice: 1, 10 }}")]
    [InlineData("{{ item.phone_number_to | digits | slice: 4, 7 }}x")]
    public async Task A_key_made_of_the_number_does_not_show_it_in_the_id(string template)
    {
        using var intake = new LeadIntake([("Sources__json__DedupKey", template)]);
        await intake.PostAsync(Lead);
        var again = await intake.PostAsync(Lead);

        Assert.Matches("^json:[0-9a-f]{64}$", intake.Sent.First().MessageId);
        Assert.Equal(intake.Sent.First().MessageId, (string?)again.Json["leads"]![0]!["id"]);
        Assert.DoesNotContain(Phone[^7..], intake.Logs.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{item.id}}-{{item.kind}}", "json:7-call")]
    [InlineData("{{item.missing}}-{{item.gone}}", "json:order-17")]
    [InlineData("{{ item.id | key: item.missing }}", "json:order-17")]
    [InlineData("", "json:order-17")]
    public async Task The_template_of_the_source_goes_before_the_headers_unless_nothing_it_names_is_there(string template, string id)
    {
        using var intake = new LeadIntake([("Sources__json__DedupKey", template)]);
        await intake.PostAsync($$"""{{Lead[..^1]}},"id":7,"kind":"call"}""", headers: ("webhook-id", "order-17"));

        Assert.Equal(id, Assert.Single(intake.Sent).MessageId);
    }

    [Fact]
    public async Task The_source_and_id_of_a_CloudEvent_count_after_the_headers()
    {
        Assert.Equal("json:/crm#A1", await IdAsync(Lead, ("ce-source", "/crm"), ("ce-id", "A1")));
        Assert.Equal("json:order-17", await IdAsync(Lead, ("ce-source", "/crm"), ("ce-id", "A1"), ("Idempotency-Key", "order-17")));
        Assert.Equal($"json:{HashOfLead}", await IdAsync(Lead, ("ce-id", "A1")));
    }

    [Fact]
    public async Task Each_lead_of_one_CloudEvent_has_its_own_key()
    {
        using var intake = new LeadIntake();
        await intake.PostAsync($"[{Lead},{Lead}]", headers: [("ce-source", "/crm"), ("ce-id", "A1")]);

        Assert.Equal(["json:/crm#A1#0", "json:/crm#A1#1"], intake.Sent.Select(message => message.MessageId));
    }

    /// <summary>Otherwise, anyone who copied one signed request could turn each unsigned header into a call.</summary>
    [Fact]
    public async Task Headers_that_are_not_signed_make_no_other_lead_of_a_signed_request()
    {
        const string Secret = "qz4mT8vK2xWbN6rJ9dLpC3hF";
        using var intake = new LeadIntake(
            [("Sources__crm__Preset", "json"), (
                "Sources__crm__Authentication",
                "signature"), ("Sources__crm__Signature__Recipe", "github"), ("Sources__crm__Secrets__0", Secret)]);
        var signature = (
            "X-Hub-Signature-256",
            $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(Lead)))}");

        await intake.PostAsync(Lead, "crm", headers: signature);
        await intake.PostAsync(Lead, "crm", headers: [signature, ("Idempotency-Key", "another")]);
        await intake.PostAsync(Lead, "crm", headers: [signature, ("webhook-id", "another")]);
        await intake.PostAsync(
            Lead, "crm", headers: [signature, ("ce-source", "/a"), ("ce-id", "another"), ("ce-specversion", "1.0"), ("ce-type", "x")]);

        Assert.Equal(4, intake.Sent.Count);
        Assert.Equal([$"crm:{HashOfLead}"], intake.Sent.Select(message => message.MessageId).Distinct());
    }

    [Fact]
    public async Task The_id_that_a_signature_covers_is_the_key()
    {
        const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        const string Event = "{\"data\":{\"phone_number_to\":\"" + Phone + "\"}}";
        using var intake = new LeadIntake([("Sources__crm__Preset", "standard-webhooks"), ("Sources__crm__Secrets__0", Secret)], AgentId);
        var now = intake.Time.GetUtcNow().ToUnixTimeSeconds();
        var signed = HMACSHA256.HashData(
            Convert.FromBase64String(Secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"msg_1.{now}.{Event}"));

        await intake.PostAsync(
            Event, "crm",
            headers: [("webhook-id", "msg_1"), ("webhook-timestamp", $"{now}"), (
                "webhook-signature", $"v1,{Convert.ToBase64String(signed)}"), ("Idempotency-Key", "x")]);

        Assert.Equal("crm:msg_1", Assert.Single(intake.Sent).MessageId);
    }

    /// <summary>The attributes in ce- headers distinguish events, and no signature covers them.</summary>
    [Fact]
    public async Task A_signed_source_takes_no_event_in_binary_mode()
    {
        const string Secret = "qz4mT8vK2xWbN6rJ9dLpC3hF";
        using var intake = new LeadIntake(
            [("Sources__crm__Preset", "cloudevents"), (
                "Sources__crm__Authentication",
                "signature"), ("Sources__crm__Signature__Recipe", "github"), ("Sources__crm__Secrets__0", Secret)]);
        var signature = (
            "X-Hub-Signature-256",
            $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(Lead)))}");

        var answer = await intake.PostAsync(
            Lead, "crm", headers: [signature, ("ce-source", "/a"), ("ce-id", "1"), ("ce-specversion", "1.0"), ("ce-type", "x")]);

        Assert.Equal(400, answer.Status);
        Assert.Contains("send it in structured mode", answer.Body, StringComparison.Ordinal);
    }

    private static async Task<string> IdAsync(string lead, params (string Name, string Value)[] headers)
    {
        using var intake = new LeadIntake();
        var answer = await intake.PostAsync(lead, headers: headers);

        Assert.Equal(202, answer.Status);
        var id = Assert.Single(intake.Sent).MessageId;
        Assert.Equal(id, answer.Json["leads"]![0]!["id"]!.GetValue<string>());
        return id;
    }
}

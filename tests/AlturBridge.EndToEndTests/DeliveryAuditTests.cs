using System.Text;
using AlturBridge.Testing.Chaos;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.EndToEndTests;

/// <summary>Tests the audit itself: it detects each kind of wrong delivery.</summary>
public sealed class DeliveryAuditTests
{
    private const string Lead = "json:1";
    private const string OtherLead = "json:2";
    private const string Record = """{"id":"call_1"}""";
    private const string OtherRecord = """{"id":"call_2"}""";

    private static readonly Dictionary<string, string> PhoneNumbers = new() { [Lead] = "+12025550101", [OtherLead] = "+12025550102" };

    [Fact]
    public void Records_that_arrive_as_they_were_answered_are_in_order_however_often() =>
        Assert.Empty(Faults([Delivery(), Delivery(status: 500), Delivery(OtherLead, OtherRecord)]));

    [Fact]
    public void A_record_that_never_arrives_is_seen() =>
        Assert.Equal(
            ["json:1 was called, but its record reached neither the webhook nor a human"],
            Faults([Delivery(status: 500), Delivery(OtherLead, OtherRecord)]));

    [Fact]
    public void A_record_that_a_human_was_given_is_in_order() => Assert.Empty(Faults([Delivery(OtherLead, OtherRecord)], Lead));

    [Fact]
    public void Changed_bytes_are_seen() =>
        Assert.Contains("json:1: the webhook was sent other bytes than Altur answered", Faults([Delivery(body: """{"id": "call_1"}"""), Delivery(OtherLead, OtherRecord)]));

    [Fact]
    public void A_record_under_the_id_of_another_lead_is_seen() =>
        Assert.Equal(
            ["json:2: the webhook was sent other bytes than Altur answered", "one record was delivered under several webhook-ids: "
                + "json:1, json:2"],
            Faults([Delivery(), Delivery(OtherLead), Delivery(OtherLead, OtherRecord)]));

    [Theory]
    [InlineData("json:1:1")]
    [InlineData(null)]
    public void An_id_that_is_not_a_lead_is_noticed(string? id) =>
        Assert.Equal(
            [$"a delivery came under the webhook-id '{id}', which is not an accepted lead"],
            Faults([Delivery(), Delivery(OtherLead, OtherRecord), Delivery(id, "{}")]));

    [Fact]
    public void Headers_that_disagree_are_seen() =>
        Assert.Equal(
            ["json:1: the headers of one delivery name different leads"],
            Faults([Delivery(cloudEventId: "json:9"), Delivery(OtherLead, OtherRecord)]));

    [Theory]
    [InlineData("OutcomeUnknown", true)]
    [InlineData("WebhookUnavailable", true)]
    [InlineData("Refused", false)]
    [InlineData("AlturUnavailable", false)]
    [InlineData("TTLExpiredException", false)]
    public void Only_a_dead_letter_that_says_so_may_follow_a_call(string reason, bool may) =>
        Assert.Equal(may, DeliveryAudit.MayFollowACall(reason));

    private static IReadOnlyList<string> Faults(WebhookDelivery[] deliveries, params string[] parked) =>
        DeliveryAudit.Faults(PhoneNumbers, [Post(Lead, Record), Post(OtherLead, OtherRecord)], deliveries, parked);

    private static AlturPost Post(string lead, string record) =>
        new(DateTimeOffset.UnixEpoch, PhoneNumbers[lead], "{}", "call", 201, "201", Rang: true) { Record = Encoding.UTF8.GetBytes(record) };

    private static WebhookDelivery Delivery(string? id = Lead, string body = Record, int status = 204, string? cloudEventId = null) => new(
        DateTimeOffset.UnixEpoch, id, id, "json", new Dictionary<string, string> { ["ce-id"] = cloudEventId ?? id
            ?? string.Empty }, Encoding.UTF8.GetBytes(body), SignatureValid: true, status, "");
}

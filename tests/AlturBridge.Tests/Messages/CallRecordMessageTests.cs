using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Messages.Samples;

namespace AlturBridge.Tests.Messages;

public sealed class CallRecordMessageTests
{
    private const string ReceivedAt = "2026-11-22T11:59:58.0000000+00:00";

    [Fact]
    public void A_record_message_carries_what_the_design_says()
    {
        var record = BinaryData.FromString(CallJson);
        var message = CallRecordMessage.Create(Call(("source", "json"), ("received-at", ReceivedAt), ("attempt", 3)), record);

        Assert.Equal(CallJson, message.Body.ToString());
        Assert.Matches("^json:order-17:r1:[0-9a-f]{16}$", message.MessageId);
        Assert.Equal(OrderId, message.CorrelationId);
        Assert.Equal("call-record", message.Subject);
        Assert.Equal("application/json", message.ContentType);
        Assert.Null(message.SessionId);
        Assert.Equal(TimeSpan.MaxValue, message.TimeToLive);
        Assert.Equal(
            new Dictionary<string, object> { ["source"] = "json", ["received-at"] = ReceivedAt, ["attempt"] = 0, ["call-id"] = "call_01" },
            message.ApplicationProperties);
    }

    [Fact]
    public void The_reference_of_the_lead_is_that_of_its_record()
    {
        Assert.Equal(
            "4711",
            CallRecordMessage.Create(
                Call(("source", "json"), ("reference", "4711")), BinaryData.FromString(CallJson)).ApplicationProperties["reference"]);
    }

    [Fact]
    public void The_same_record_has_the_same_id_and_another_record_of_the_lead_another()
    {
        var call = Call(("source", "json"));

        Assert.Equal(Id(CallJson), Id(CallJson));
        Assert.NotEqual(Id(CallJson), Id("""{"id":"call_02"}"""));

        string Id(string record) => CallRecordMessage.Create(call, BinaryData.FromString(record)).MessageId;
    }

    [Fact]
    public void A_call_that_somebody_else_queued_has_a_record_message_too()
    {
        var message = CallRecordMessage.Create(Call(("source", 7), ("received-at", string.Empty)), BinaryData.FromString("{}"));

        Assert.Equal(
            new Dictionary<string, object>
            {
                ["source"] = "",
                ["received-at"] = "2026-11-22T12:00:00.0000000+00:00",
                ["attempt"] = 0,
                ["call-id"] = "",
            },
            message.ApplicationProperties);
    }

    [Theory]
    [InlineData(ReceivedAt, ReceivedAt)]
    [InlineData("yesterday", "2026-11-22T12:00:00.0000000+00:00")]
    public void A_record_was_received_when_its_lead_was(string receivedAt, string expected)
    {
        var message = CallRecordMessage.Create(Call(("received-at", receivedAt)), BinaryData.FromString("{}"));

        Assert.Equal(expected, message.ApplicationProperties["received-at"]);
    }

    [Fact]
    public void A_retry_is_the_same_message_with_its_own_id_attempt_and_time()
    {
        var retry = CallRecordMessage.CreateRetry(RecordMessage(attempt: 2), 3, Noon.AddMinutes(2));

        Assert.Equal(CallJson, retry.Body.ToString());
        Assert.Equal($"{OrderId}:3", retry.MessageId);
        Assert.Equal(OrderId, retry.CorrelationId);
        Assert.Equal("call-record", retry.Subject);
        Assert.Equal("application/json", retry.ContentType);
        Assert.Equal(Noon.AddMinutes(2), retry.ScheduledEnqueueTime);
        Assert.Equal(
            new Dictionary<string, object> { ["source"] = "json", ["received-at"] = ReceivedAt, ["attempt"] = 3, ["call-id"] = "call_01" },
            retry.ApplicationProperties);
    }

    [Fact]
    public void A_retry_of_a_retry_has_the_id_of_its_own_attempt()
    {
        Assert.Equal(
            $"{OrderId}:4", CallRecordMessage.CreateRetry(RecordMessage(messageId: $"{OrderId}:3", attempt: 3), 4, Noon).MessageId);
    }

    [Fact]
    public void The_retries_of_the_longest_id_stay_apart()
    {
        var id = new string('k', 128);
        var first = CallRecordMessage.CreateRetry(RecordMessage(messageId: id, correlationId: id), 1, Noon).MessageId;
        var second = CallRecordMessage.CreateRetry(RecordMessage(messageId: first, correlationId: id, attempt: 1), 2, Noon).MessageId;

        Assert.NotEqual(first, second);
        Assert.Equal(first[..^1], second[..^1]);
    }

    // Duplicate detection remembers the ids of the first round for a day: a copy that reused one would be dropped, and the
    // record lost.
    [Fact]
    public void The_retries_of_a_replayed_record_have_other_ids_than_those_of_its_first_round()
    {
        var first = CallRecordMessage.CreateRetry(RecordMessage(messageId: $"{OrderId}:r1"), 1, Noon);
        Assert.Equal($"{OrderId}:r1:1", first.MessageId);

        var second = CallRecordMessage.CreateRetry(RecordMessage(messageId: first.MessageId, attempt: 1), 2, Noon);
        Assert.Equal($"{OrderId}:r1:2", second.MessageId);
    }

    [Fact]
    public void A_record_that_somebody_else_queued_without_a_correlation_id_can_be_retried()
    {
        Assert.Equal(
            "their-message:1",
            CallRecordMessage.CreateRetry(RecordMessage(messageId: "their-message", correlationId: null), 1, Noon).MessageId);
    }

    private static ServiceBusReceivedMessage Call(params (string Name, object Value)[] properties) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
        BinaryData.FromString(Lead),
        messageId: "json:order-17:r1",
        correlationId: OrderId,
        sessionId: "lane-7",
        timeToLive: TimeSpan.FromDays(1),
        properties: properties.ToDictionary(property => property.Name, property => property.Value),
        enqueuedTime: Noon);
}

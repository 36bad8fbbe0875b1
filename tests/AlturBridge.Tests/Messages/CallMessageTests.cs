using AlturBridge.Messages;
using AlturBridge.Testing.Edges;
using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Messages.Samples;

namespace AlturBridge.Tests.Messages;

public sealed class CallMessageTests
{
    [Fact]
    public void A_call_message_carries_what_the_design_says()
    {
        var body = BinaryData.FromString(Lead);
        var message = CallMessage.Create(OrderId, "json", body, "lane-7", Noon, TimeSpan.FromHours(20));

        Assert.Equal(Lead, message.Body.ToString());
        Assert.Equal(OrderId, message.MessageId);
        Assert.Equal(OrderId, message.CorrelationId);
        Assert.Equal("call", message.Subject);
        Assert.Equal("application/json", message.ContentType);
        Assert.Equal("lane-7", message.SessionId);
        Assert.Equal(TimeSpan.FromHours(20) + CallMessage.ExpiryMargin, message.TimeToLive);
        Assert.Equal(default, message.ScheduledEnqueueTime);
        Assert.Equal(
            new Dictionary<string, object> { ["source"] = "json", ["received-at"] = "2026-11-22T12:00:00.0000000+00:00", ["attempt"] = 0 },
            message.ApplicationProperties);
    }

    [Fact]
    public void A_lead_with_a_reference_carries_it()
    {
        Assert.Equal(
            "4711",
            CallMessage.Create(
                OrderId,
                "json",
                BinaryData.FromString(Lead),
                "lane-7",
                Noon,
                TimeSpan.FromHours(20),
                "4711").ApplicationProperties["reference"]);
    }

    [Theory]
    [InlineData("the-lead", "the-lead")]
    [InlineData(null, "the-message")]
    [InlineData("", "the-message")]
    public void The_lead_id_is_the_correlation_id_or_else_the_message_id(string? correlationId, string leadId)
    {
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(messageId: "the-message", correlationId: correlationId);

        Assert.Equal(leadId, CallMessage.LeadIdOf(message));
    }

    /// <summary>As another program may send one: with sessions, both keys must be the same.</summary>
    [Fact]
    public void A_copy_leaves_the_partition_of_its_message()
    {
        var call = ServiceBusModelFactory.ServiceBusReceivedMessage(
            messageId: "stranger-1", partitionKey: "crm-42", sessionId: "crm-42", enqueuedTime: WatchedTime.Morning);

        var copy = CallMessage.CreatePutOff(call, 1, "lane-3", WatchedTime.Morning, WatchedTime.Morning.AddDays(1));

        Assert.Equal(("lane-3", "lane-3"), (copy.SessionId, copy.PartitionKey ?? copy.SessionId));
    }

    /// <summary>Otherwise the journal would list each copy of another program's lead as a lead of its own.</summary>
    [Fact]
    public void A_copy_was_received_when_its_message_was()
    {
        var call = ServiceBusModelFactory.ServiceBusReceivedMessage(messageId: "stranger-1", enqueuedTime: WatchedTime.Morning);

        var copy = CallMessage.CreatePutOff(call, 1, "lane-3", WatchedTime.Morning.AddHours(9), WatchedTime.Morning.AddDays(1));

        Assert.Equal(MessageProperty.Format(WatchedTime.Morning), copy.ApplicationProperties[MessageProperty.ReceivedAt]);
    }
}

using System.Runtime.Serialization;
using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class MessageFieldsTests
{
    public static TheoryData<object> Values => new()
    {
        "text ✓", "", 42, long.MinValue, true, 1.5, 12.34m, Guid.Parse("7d444840-9dc0-11d1-b245-5ffdce74fad2"),
        new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
        TimeSpan.FromSeconds(90),
    };

    [Fact]
    public async Task Every_field_arrives()
    {
        await using var queues = new TestQueues();
        byte[] body = [0, 255, 13, 10];
        await queues.Client.CreateSender(Lanes).SendMessageAsync(new ServiceBusMessage(body)
        {
            MessageId = "id",
            PartitionKey = "lane",
            SessionId = "lane",
            TransactionPartitionKey = "via",
            CorrelationId = "correlation",
            Subject = "subject",
            ContentType = "application/json",
            To = "to",
            ReplyTo = "reply",
            ReplyToSessionId = "reply-lane",
            TimeToLive = TimeSpan.FromHours(1),
        });

        var message = await NextAsync(await queues.AcceptAsync("lane"));

        Assert.Equal(body, message.Body.ToArray());
        Assert.Equal(
            ["id", "lane", "lane", "via", "correlation", "subject", "application/json", "to", "reply", "reply-lane"],
            [
                message.MessageId, message.PartitionKey, message.SessionId, message.TransactionPartitionKey, message.CorrelationId,
                message.Subject,
                message.ContentType, message.To, message.ReplyTo, message.ReplyToSessionId,
            ]);
        Assert.Equal(TimeSpan.FromHours(1), message.TimeToLive);
        Assert.Equal(ServiceBusMessageState.Active, message.State);
        Assert.Null(message.DeadLetterSource);
    }

    [Fact]
    public async Task A_message_without_fields_arrives_without_fields()
    {
        await using var queues = new TestQueues();
        await queues.Client.CreateSender(Jobs).SendMessageAsync(new ServiceBusMessage());

        var message = await NextAsync(queues.Receiver());

        Assert.Equal(0, message.Body.ToMemory().Length);
        Assert.All(
            [message.MessageId, message.SessionId, message.CorrelationId, message.Subject, message.ContentType, message.To, message.ReplyTo,
                message.PartitionKey],
            Assert.Null);
        Assert.Equal(TimeSpan.MaxValue, message.TimeToLive);
        Assert.Empty(message.ApplicationProperties);
    }

    [Fact]
    public async Task The_times_are_those_of_the_broker()
    {
        await using var queues = new TestQueues();
        var sent = queues.Time.GetUtcNow();
        await queues.SendAsync("a");
        queues.Time.Advance(TimeSpan.FromHours(1));

        var message = await NextAsync(queues.Receiver());

        Assert.Equal(sent, message.EnqueuedTime);
        Assert.Equal(queues.Time.GetUtcNow() + LockDuration, message.LockedUntil);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_property_keeps_its_type_and_value(object value)
    {
        await using var queues = new TestQueues();
        await queues.Client.CreateSender(Jobs).SendMessageAsync(new ServiceBusMessage { ApplicationProperties = { ["name"] = value } });

        var received = (await NextAsync(queues.Receiver())).ApplicationProperties["name"];

        Assert.Equal(value.GetType(), received.GetType());
        Assert.Equal(value, received);
    }

    [Fact]
    public async Task A_property_of_another_type_cannot_be_sent()
    {
        await using var queues = new TestQueues();
        var message = new ServiceBusMessage { ApplicationProperties = { ["name"] = DayOfWeek.Monday } };

        await Assert.ThrowsAsync<SerializationException>(() => queues.Client.CreateSender(Jobs).SendMessageAsync(message));

        Assert.Equal(0, queues.Broker.Queue(Jobs).Count);
    }
}

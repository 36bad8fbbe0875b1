using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class DurabilityTests
{
    [Fact]
    public async Task A_message_that_was_sent_survives_a_crash_and_one_that_was_completed_does_not_return()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a", "b", "c");
        var receiver = queues.Receiver();
        await receiver.CompleteMessageAsync(await NextAsync(receiver));

        await queues.CrashAsync();

        Assert.Equal(["b", "c"], (await queues.Receiver().ReceiveMessagesAsync(10)).Select(message => message.MessageId));
    }

    [Fact]
    public async Task A_message_in_a_receivers_hands_is_delivered_again_and_counted()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        await NextAsync(queues.Receiver());

        await queues.CrashAsync();

        Assert.Equal(2, (await NextAsync(queues.Receiver())).DeliveryCount);
    }

    [Fact]
    public async Task In_a_session_it_is_delivered_again_and_not_counted()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a", "b");
        await NextAsync(await queues.AcceptNextAsync());

        await queues.CrashAsync();

        var again = await NextAsync(await queues.AcceptNextAsync());
        Assert.Equal(("a", 1), (again.MessageId, again.DeliveryCount));
    }

    [Fact]
    public async Task An_abandoned_delivery_in_a_session_stays_counted()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a", "b");
        var session = await queues.AcceptNextAsync();
        await session.AbandonMessageAsync(await NextAsync(session));

        await queues.CrashAsync();

        Assert.Equal(2, (await NextAsync(await queues.AcceptNextAsync())).DeliveryCount);
    }

    [Fact]
    public async Task A_dead_letter_survives_with_its_reason()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a");
        var session = await queues.AcceptNextAsync();
        await session.DeadLetterMessageAsync(
            await NextAsync(session), new Dictionary<string, object> { ["attempt"] = 2 }, "Refused", "No such agent.");

        await queues.CrashAsync();

        var deadLetter = await NextAsync(queues.DeadLetters(Lanes));
        Assert.Equal(
            ("Refused", "No such agent.", "lane", 2),
            (
                deadLetter.DeadLetterReason,
                deadLetter.DeadLetterErrorDescription,
                deadLetter.SessionId,
                deadLetter.ApplicationProperties["attempt"]));
    }

    [Fact]
    public async Task A_sequence_number_is_never_used_again()
    {
        await using var queues = new TestQueues();
        var highest = 0L;
        for (var round = 0; round < 4; round++)
        {
            await queues.SendAsync("a");
            var receiver = queues.Receiver();
            var message = await NextAsync(receiver);
            Assert.True(message.SequenceNumber > highest, $"{message.SequenceNumber} came after {highest}.");
            highest = message.SequenceNumber;
            await receiver.CompleteMessageAsync(message);
            await (round % 2 == 0 ? queues.CrashAsync() : queues.ReopenAsync());
        }
    }

    [Fact]
    public async Task Everything_is_found_again_after_a_good_end()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        await queues.SendToLaneAsync("lane", "b");
        await (await queues.AcceptAsync("lane")).SetSessionStateAsync(new BinaryData("state"));

        await queues.ReopenAsync();

        Assert.Equal("a", (await NextAsync(queues.Receiver())).MessageId);
        var session = await queues.AcceptNextAsync();
        Assert.Equal("b", (await NextAsync(session)).MessageId);
        Assert.Equal("state", (await session.GetSessionStateAsync()).ToString());
        await queues.Broker.DisposeAsync();
        Assert.False(File.Exists($"{queues.QueueFile}-wal"));
    }
}

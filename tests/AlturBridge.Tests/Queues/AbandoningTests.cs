using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class AbandoningTests
{
    private const string MaxDeliveryCountExceeded = "MaxDeliveryCountExceeded";

    [Fact]
    public async Task An_abandoned_message_comes_again_at_once_and_first()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a", "b");
        var receiver = queues.Receiver();

        await receiver.AbandonMessageAsync(await NextAsync(receiver));

        var again = await NextAsync(receiver);
        Assert.Equal(("a", 2), (again.MessageId, again.DeliveryCount));
    }

    [Fact]
    public async Task Modified_properties_are_kept()
    {
        await using var queues = new TestQueues();
        var sent = Message("a");
        sent.ApplicationProperties["source"] = "web";
        sent.ApplicationProperties["attempt"] = 1;
        await queues.Client.CreateSender(Jobs).SendMessageAsync(sent);
        var receiver = queues.Receiver();

        await receiver.AbandonMessageAsync(await NextAsync(receiver), new Dictionary<string, object> { ["attempt"] = 2, ["seen"] = true });
        await receiver.AbandonMessageAsync(await NextAsync(receiver));

        var again = await NextAsync(receiver);
        Assert.Equal(["attempt", "seen", "source"], again.ApplicationProperties.Keys.Order());
        Assert.Equal(
            ["web", 2, true],
            [again.ApplicationProperties["source"], again.ApplicationProperties["attempt"], again.ApplicationProperties["seen"]]);
        Assert.Equal("a", again.Body.ToString());
    }

    [Fact]
    public async Task Modified_properties_survive_a_crash()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        await receiver.AbandonMessageAsync(await NextAsync(receiver), new Dictionary<string, object> { ["attempt"] = 2 });

        await queues.CrashAsync();

        Assert.Equal(2, (await NextAsync(queues.Receiver())).ApplicationProperties["attempt"]);
    }

    [Fact]
    public async Task A_message_abandoned_too_often_becomes_a_dead_letter()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var message = await NextAsync(receiver);
            Assert.Equal(delivery, message.DeliveryCount);
            await receiver.AbandonMessageAsync(message, new Dictionary<string, object> { ["attempt"] = delivery });
        }

        var deadLetter = await NextAsync(queues.DeadLetters());

        Assert.Equal((MaxDeliveryCountExceeded, "a"), (deadLetter.DeadLetterReason, deadLetter.Body.ToString()));
        Assert.Equal(3, deadLetter.ApplicationProperties["attempt"]);
        await queues.AssertNothingAsync(receiver);
    }

    [Fact]
    public async Task A_message_whose_lock_ended_too_often_becomes_a_dead_letter()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            Assert.Equal(delivery, (await NextAsync(queues.Receiver())).DeliveryCount);
            queues.Time.Advance(PastTheLock);
        }

        Assert.Equal(MaxDeliveryCountExceeded, (await NextAsync(queues.DeadLetters())).DeadLetterReason);
    }

    [Fact]
    public async Task A_message_of_a_session_abandoned_too_often_becomes_a_dead_letter()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a", "b");
        var session = await queues.AcceptAsync("lane");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var message = await NextAsync(session);
            Assert.Equal(("a", delivery), (message.MessageId, message.DeliveryCount));
            await session.AbandonMessageAsync(message);
        }

        Assert.Equal("b", (await NextAsync(session)).MessageId);
        var deadLetter = await NextAsync(queues.DeadLetters(Lanes));
        Assert.Equal((MaxDeliveryCountExceeded, "lane"), (deadLetter.DeadLetterReason, deadLetter.SessionId));
    }

    [Fact]
    public async Task A_message_whose_session_lock_ended_too_often_becomes_a_dead_letter()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            Assert.Equal(delivery, (await NextAsync(await queues.AcceptNextAsync())).DeliveryCount);
            queues.Time.Advance(PastTheLock);
        }

        Assert.Equal(MaxDeliveryCountExceeded, (await NextAsync(queues.DeadLetters(Lanes))).DeadLetterReason);
    }

    [Fact]
    public async Task A_message_that_kills_its_receiver_each_time_becomes_a_dead_letter()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            Assert.Equal(delivery, (await NextAsync(queues.Receiver())).DeliveryCount);
            await queues.CrashAsync();
        }

        Assert.Equal(MaxDeliveryCountExceeded, (await NextAsync(queues.DeadLetters())).DeadLetterReason);
    }
}

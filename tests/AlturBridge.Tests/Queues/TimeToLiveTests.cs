using AlturBridge.Testing;
using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class TimeToLiveTests
{
    private const string Expired = "TTLExpiredException";

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PastItsLife = Life + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_message_nobody_received_becomes_a_dead_letter()
    {
        await using var queues = new TestQueues();
        await SendAsync(queues, "a");

        queues.Time.Advance(PastItsLife);

        var deadLetter = await NextAsync(queues.DeadLetters());
        Assert.Equal(("a", Expired), (deadLetter.MessageId, deadLetter.DeadLetterReason));
        await queues.AssertNothingAsync(queues.Receiver());
    }

    [Fact]
    public async Task A_message_nobody_received_is_dropped_where_expired_ones_are_not_kept()
    {
        await using var queues = new TestQueues(Plain with { DeadLetteringOnMessageExpiration = false });
        await SendAsync(queues, "a");

        queues.Time.Advance(PastItsLife);

        await Eventually.TrueAsync(() => queues.Broker.Queue(Jobs).Count == 0);
        Assert.Empty(await queues.DeadLetters().PeekMessagesAsync(10));
    }

    [Fact]
    public async Task A_message_lives_until_its_time_is_over()
    {
        await using var queues = new TestQueues();
        await SendAsync(queues, "a");

        queues.Time.Advance(Life - TimeSpan.FromSeconds(1));

        Assert.Equal("a", (await NextAsync(queues.Receiver())).MessageId);
    }

    [Fact]
    public async Task The_shorter_life_of_message_and_queue_counts()
    {
        await using var queues = new TestQueues(Plain with { DefaultMessageTimeToLive = TimeSpan.FromMinutes(10) });
        var sender = queues.Client.CreateSender(Jobs);
        await sender.SendMessageAsync(new ServiceBusMessage("long") { MessageId = "long", TimeToLive = TimeSpan.FromDays(1) });
        await SendAsync(queues, "short");

        queues.Time.Advance(PastItsLife);
        var deadLetters = queues.DeadLetters();
        var first = await NextAsync(deadLetters);
        Assert.Equal("short", first.MessageId);
        await deadLetters.CompleteMessageAsync(first);

        queues.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("long", (await NextAsync(deadLetters)).MessageId);
    }

    [Fact]
    public async Task A_locked_message_does_not_expire()
    {
        await using var queues = new TestQueues();
        await SendAsync(queues, "a");
        var receiver = queues.Receiver();
        var message = await NextAsync(receiver);

        queues.Time.Advance(PastItsLife);

        await receiver.CompleteMessageAsync(message);
        Assert.Empty(await queues.DeadLetters().PeekMessagesAsync(10));
    }

    [Fact]
    public async Task A_message_abandoned_after_its_time_becomes_a_dead_letter()
    {
        await using var queues = new TestQueues();
        await SendAsync(queues, "a");
        var receiver = queues.Receiver();
        var message = await NextAsync(receiver);
        queues.Time.Advance(PastItsLife);

        await receiver.AbandonMessageAsync(message);

        Assert.Equal(Expired, (await NextAsync(queues.DeadLetters())).DeadLetterReason);
    }

    [Fact]
    public async Task A_message_whose_lock_outlived_it_becomes_a_dead_letter()
    {
        await using var queues = new TestQueues();
        await SendAsync(queues, "a");
        await NextAsync(queues.Receiver());

        queues.Time.Advance(PastTheLock);

        Assert.Equal(Expired, (await NextAsync(queues.DeadLetters())).DeadLetterReason);
    }

    [Fact]
    public async Task A_message_of_a_session_expires_as_well()
    {
        await using var queues = new TestQueues();
        await queues.Client.CreateSender(Lanes).SendMessageAsync(new ServiceBusMessage("a") { SessionId = "lane", TimeToLive = Life });

        queues.Time.Advance(PastItsLife);

        var deadLetter = await NextAsync(queues.DeadLetters(Lanes));
        Assert.Equal((Expired, "lane"), (deadLetter.DeadLetterReason, deadLetter.SessionId));
        await queues.AssertNothingAsync(await queues.AcceptAsync("lane"));
    }

    [Fact]
    public async Task A_message_expires_while_the_bridge_does_not_run()
    {
        await using var queues = new TestQueues();
        await SendAsync(queues, "a");
        await queues.Broker.DisposeAsync();
        queues.Time.Advance(PastItsLife);

        await queues.ReopenAsync();

        Assert.Equal(Expired, (await NextAsync(queues.DeadLetters())).DeadLetterReason);
    }

    [Fact]
    public async Task A_dead_letter_has_no_time_to_live()
    {
        await using var queues = new TestQueues();
        await SendAsync(queues, "expired", "refused");
        var receiver = queues.Receiver();
        var refused = (await receiver.ReceiveMessagesAsync(2))[1];
        await receiver.DeadLetterMessageAsync(refused, "Refused");
        queues.Time.Advance(PastTheLock);
        string[] both = [(await NextAsync(queues.DeadLetters())).MessageId, (await NextAsync(queues.DeadLetters())).MessageId];
        Assert.Equal(["expired", "refused"], both.Order());

        queues.Time.Advance(TimeSpan.FromDays(365));
        await queues.CrashAsync();
        queues.Time.Advance(TimeSpan.FromDays(365));

        var deadLetters = await queues.DeadLetters().ReceiveMessagesAsync(10).WaitAsync(Deadline);
        Assert.Equal([Expired, "Refused"], deadLetters.Select(message => message.DeadLetterReason));
    }

    private static Task SendAsync(TestQueues queues, params string[] ids) =>
        queues.Client.CreateSender(Jobs).SendMessagesAsync(
            ids.Select(id => new ServiceBusMessage(id) { MessageId = id, TimeToLive = Life }));
}

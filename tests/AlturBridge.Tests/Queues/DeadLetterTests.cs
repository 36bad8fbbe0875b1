using AlturBridge.Testing;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class DeadLetterTests
{
    private static readonly string TooLong = new('x', 4097);

    [Fact]
    public async Task A_dead_letter_says_why_and_where_from()
    {
        await using var queues = new TestQueues();
        var sent = Message("a");
        sent.ApplicationProperties["source"] = "web";
        await queues.Client.CreateSender(Jobs).SendMessageAsync(sent);
        var receiver = queues.Receiver();

        await receiver.DeadLetterMessageAsync(
            await NextAsync(receiver), new Dictionary<string, object> { ["attempt"] = 2 }, "Refused", "No such agent.");

        var deadLetter = await NextAsync(queues.DeadLetters());
        Assert.Equal(
            ("Refused", "No such agent.", Jobs),
            (deadLetter.DeadLetterReason, deadLetter.DeadLetterErrorDescription, deadLetter.DeadLetterSource));
        Assert.Equal(
            ["Refused", "No such agent."],
            [deadLetter.ApplicationProperties["DeadLetterReason"], deadLetter.ApplicationProperties["DeadLetterErrorDescription"]]);
        Assert.Equal(["web", 2], [deadLetter.ApplicationProperties["source"], deadLetter.ApplicationProperties["attempt"]]);
        Assert.Equal(("a", "a"), (deadLetter.MessageId, deadLetter.Body.ToString()));
        await queues.AssertNothingAsync(receiver);
    }

    [Fact]
    public async Task A_dead_letter_is_removed_after_its_retention_and_not_before()
    {
        await using var queues = new TestQueues(Plain with { DeadLetterRetention = TimeSpan.FromDays(30) });
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        var message = await NextAsync(receiver);
        queues.Time.Advance(TimeSpan.FromSeconds(30));
        await receiver.DeadLetterMessageAsync(message, "Refused");

        // Counted from when the message was queued, 30 seconds ago.
        queues.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(31));
        Assert.Single(await queues.DeadLetters().PeekMessagesAsync(10));
        queues.Time.Advance(TimeSpan.FromSeconds(2));

        await Eventually.TrueAsync(async () => (await queues.DeadLetters().PeekMessagesAsync(10)).Count == 0, "it is removed");
        await queues.AssertNothingAsync(receiver);
        await queues.CrashAsync();
        Assert.Empty(await queues.DeadLetters().PeekMessagesAsync(10));
    }

    [Fact]
    public async Task A_dead_letter_needs_no_reason()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();

        await receiver.DeadLetterMessageAsync(await NextAsync(receiver));

        var deadLetter = await NextAsync(queues.DeadLetters());
        Assert.Null(deadLetter.DeadLetterReason);
        Assert.Empty(deadLetter.ApplicationProperties);
    }

    [Fact]
    public async Task A_completed_dead_letter_is_gone()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        await receiver.DeadLetterMessageAsync(await NextAsync(receiver), "Refused");
        var deadLetters = queues.DeadLetters();

        await deadLetters.CompleteMessageAsync(await NextAsync(deadLetters));
        await queues.CrashAsync();

        Assert.Empty(await queues.DeadLetters().PeekMessagesAsync(10));
    }

    [Fact]
    public async Task An_abandoned_dead_letter_keeps_its_reason_and_is_never_given_up()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        await receiver.DeadLetterMessageAsync(await NextAsync(receiver), "Refused", "No such agent.");
        var deadLetters = queues.DeadLetters();

        for (var delivery = 0; delivery < 20; delivery++)
        {
            await deadLetters.AbandonMessageAsync(
                await NextAsync(deadLetters), new Dictionary<string, object> { ["looked-at"] = delivery });
        }

        var again = await NextAsync(deadLetters);
        Assert.Equal(
            ("Refused", "No such agent.", 19),
            (again.DeadLetterReason, again.DeadLetterErrorDescription, again.ApplicationProperties["looked-at"]));
    }

    [Fact]
    public async Task A_dead_letter_whose_lock_ended_is_delivered_again()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        await receiver.DeadLetterMessageAsync(await NextAsync(receiver), "Refused");
        await NextAsync(queues.DeadLetters());

        queues.Time.Advance(PastTheLock);

        Assert.Equal("Refused", (await NextAsync(queues.DeadLetters())).DeadLetterReason);
    }

    [Fact]
    public async Task A_dead_letter_cannot_be_dead_lettered_again_and_stays_in_reach()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        await receiver.DeadLetterMessageAsync(await NextAsync(receiver), "Refused");
        var deadLetters = queues.DeadLetters();
        var deadLetter = await NextAsync(deadLetters);

        await Assert.ThrowsAsync<InvalidOperationException>(() => deadLetters.DeadLetterMessageAsync(deadLetter, "again"));

        await deadLetters.CompleteMessageAsync(deadLetter);
    }

    [Fact]
    public async Task Dead_letters_of_a_session_queue_need_no_session()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a");
        var session = await queues.AcceptAsync("lane");

        await session.DeadLetterMessageAsync(await NextAsync(session), "Refused", "No such agent.");

        var deadLetter = await NextAsync(queues.DeadLetters(Lanes));
        Assert.Equal(("Refused", "No such agent."), (deadLetter.DeadLetterReason, deadLetter.DeadLetterErrorDescription));
        Assert.Equal(("lane", Lanes), (deadLetter.SessionId, deadLetter.DeadLetterSource));
    }

    [Fact]
    public async Task A_reason_or_description_that_is_too_long_settles_nothing()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        var message = await NextAsync(receiver);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => receiver.DeadLetterMessageAsync(message, TooLong));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => receiver.DeadLetterMessageAsync(message, "reason", TooLong));

        await receiver.DeadLetterMessageAsync(message, TooLong[1..], TooLong[1..]);
        Assert.Equal(4096, (await NextAsync(queues.DeadLetters())).DeadLetterErrorDescription.Length);
    }

    [Fact]
    public async Task A_property_that_cannot_be_kept_settles_nothing()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        var message = await NextAsync(receiver);
        var impossible = new Dictionary<string, object> { ["day"] = DayOfWeek.Monday };

        await Assert.ThrowsAnyAsync<Exception>(() => receiver.DeadLetterMessageAsync(message, impossible, "reason"));
        await Assert.ThrowsAnyAsync<Exception>(() => receiver.AbandonMessageAsync(message, impossible));

        await receiver.CompleteMessageAsync(message);
    }
}

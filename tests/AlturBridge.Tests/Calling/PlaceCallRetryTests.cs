using System.Net;
using AlturBridge.Messages;
using AlturBridge.Testing;

namespace AlturBridge.Tests.Calling;

/// <summary>Attempts that surely placed no call wait in their lane and come again.</summary>
public sealed class PlaceCallRetryTests : IDisposable
{
    private readonly PlaceCallBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task The_claim_is_removed_before_the_wait_and_the_message_given_back_after_it(int status)
    {
        bench.Altur.Answers((HttpStatusCode)status);
        var delivery = bench.DeliverAsync();
        await bench.WaitBegunAsync();
        Assert.Equal(["read state", "save claim", "POST", "save no claim"], bench.Events);

        bench.Time.Advance(bench.Waits[0] - TimeSpan.FromTicks(1));
        Assert.DoesNotContain("abandon", bench.Events);
        bench.Time.Advance(TimeSpan.FromTicks(1));
        await delivery.WaitAsync(Eventually.Deadline);

        Assert.Equal("abandon", bench.Events[^1]);
        Assert.Equal(1, bench.AbandonedWith![MessageProperty.Attempt]);
        Assert.Null(bench.DeadLetter);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 4)]
    [InlineData(4, 32)]
    [InlineData(6, 120)]
    [InlineData(8, 120)]
    public async Task The_wait_doubles_up_to_two_minutes(int attemptsBefore, int seconds)
    {
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable);

        await bench.FinishAsync(bench.DeliverAsync(PlaceCallBench.Message(attempt: attemptsBefore)));

        Assert.InRange(Assert.Single(bench.Waits).TotalSeconds, seconds * 0.8, seconds * 1.2);
        Assert.Equal(attemptsBefore + 1, bench.AbandonedWith![MessageProperty.Attempt]);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(170, 170)]
    [InlineData(300, 300)]
    [InlineData(301, 300)]
    [InlineData(86_400, 300)]
    public async Task The_wait_that_Altur_asks_for_is_kept_up_to_five_minutes(int asked, int waited)
    {
        bench.Altur.Answers(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromSeconds(asked));

        await bench.FinishAsync(bench.DeliverAsync());

        Assert.Equal(TimeSpan.FromSeconds(waited), Assert.Single(bench.Waits));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_short_wait_that_Altur_asks_for_does_not_use_up_the_attempts(int asked)
    {
        bench.Altur.Answers(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromSeconds(asked));

        await bench.FinishAsync(bench.DeliverAsync());

        Assert.InRange(Assert.Single(bench.Waits).TotalSeconds, 1.6, 2.4);
    }

    [Fact]
    public async Task A_lead_that_comes_again_is_dialled_again()
    {
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable);
        bench.Altur.PlacesCalls();
        await bench.FinishAsync(bench.DeliverAsync());

        await bench.DeliverAsync(PlaceCallBench.Message(attempt: 1, deliveryCount: 2));

        Assert.Equal(2, bench.Altur.Posts.Count);
        Assert.Single(bench.Sent);
    }

    [Fact]
    public async Task After_the_last_attempt_the_lead_is_dead_lettered_with_the_last_answer()
    {
        bench.Altur.Answers(HttpStatusCode.PaymentRequired, "no credit left, ask +525512345678");

        await bench.DeliverAsync(PlaceCallBench.Message(attempt: 9));

        Assert.Equal(["read state", "save claim", "POST", "save no claim", "dead-letter"], bench.Events.Take(5));
        Assert.Equal(DeadLetterReason.AlturUnavailable, bench.DeadLetter!.Reason);
        Assert.Equal(
            "10 attempts failed, the last at 2026-03-02 09:00:00 UTC. Altur answered 402 no credit left, ask +52…78. No call was placed: it is safe to replay.",
            bench.DeadLetter.Description);
        Assert.Empty(bench.Waits);
        Assert.Empty(bench.Lane.Claims);
    }

    [Fact]
    public async Task The_number_of_attempts_is_a_setting()
    {
        bench.Calling.MaxAttempts = 1;
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable);

        await bench.DeliverAsync();

        Assert.Equal(DeadLetterReason.AlturUnavailable, bench.DeadLetter!.Reason);
    }

    [Fact]
    public async Task A_claim_that_cannot_be_removed_after_a_refused_connection_is_not_dialled_again()
    {
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable);
        bench.Failures["save no claim"] = new InvalidOperationException("The session is lost.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.FailAsync());
        bench.Failures.Clear();

        await bench.DeliverAsync();

        Assert.Single(bench.Altur.Posts);
        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
    }
}

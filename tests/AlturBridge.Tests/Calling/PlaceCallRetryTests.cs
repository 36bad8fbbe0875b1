using System.Net;
using AlturBridge.Calling;
using AlturBridge.Messages;
using AlturBridge.Testing;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Calling;

/// <summary>Attempts that certainly placed no call wait in their lane and are retried.</summary>
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
    public async Task The_claim_is_removed_before_the_wait_and_the_message_returned_after_it(int status)
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
        Assert.Equal(0, bench.AbandonedWith![MessageProperty.Attempt]);
        Assert.InRange(Assert.Single(bench.Waits).TotalSeconds, 1.6, 2.4);
        Assert.Null(bench.DeadLetter);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(5, 5)]
    [InlineData(170, 170)]
    [InlineData(300, 300)]
    [InlineData(301, 300)]
    [InlineData(86_400, 300)]
    public async Task The_wait_that_Altur_asks_for_is_kept_up_to_five_minutes(int asked, int waited)
    {
        bench.Altur.Answers(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromSeconds(asked));

        await bench.FinishAsync(bench.DeliverAsync());

        Assert.InRange(Assert.Single(bench.Waits).TotalSeconds, waited - 0.4, waited + 0.4);
    }

    [Fact]
    public async Task A_lead_that_comes_again_is_dialled_again()
    {
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable);
        bench.Altur.PlacesCalls();
        await bench.FinishAsync(bench.DeliverAsync());

        await bench.DeliverAsync(PlaceCallBench.Message(deliveryCount: 2));

        Assert.Equal(2, bench.Altur.Posts.Count);
        Assert.Single(bench.Sent);
    }

    [Theory]
    [InlineData(402, 3)]
    [InlineData(503, 3)]
    public async Task A_lead_that_fails_while_others_are_called_is_dead_lettered_with_the_last_answer(int status, int attempts)
    {
        bench.Calling.MaxAttempts = attempts;
        bench.Altur.Answers((HttpStatusCode)status, "not for +525512345678");
        await bench.FinishAsync(bench.DeliverAsync());
        await bench.PlaceAnotherAsync();

        for (var failed = 0; failed < attempts; failed++)
        {
            Assert.Null(bench.DeadLetter);
            await bench.FinishAsync(bench.DeliverAsync(PlaceCallBench.Message(attempt: failed)));
        }

        Assert.Equal(DeadLetterReason.AlturUnavailable, bench.DeadLetter!.Reason);
        Assert.StartsWith(
            $"{attempts} attempts failed while other leads were called, the last at 2026-03-02 09:0",
            bench.DeadLetter.Description,
            StringComparison.Ordinal);
        Assert.EndsWith(
            $" UTC. Altur answered {status} not for +52…78. No call was placed: it is safe to replay.",
            bench.DeadLetter.Description,
            StringComparison.Ordinal);
        Assert.Empty(bench.Lane.Claims);
        Assert.False(bench.Circuit.Report.IsOpen);
    }

    /// <summary>The other leads of its lane must not wait for minutes.</summary>
    [Fact]
    public async Task A_lead_at_fault_holds_up_its_lane_for_half_a_minute_at_most()
    {
        bench.Altur.Answers(HttpStatusCode.Forbidden);
        await bench.FinishAsync(bench.DeliverAsync());
        await bench.PlaceAnotherAsync();

        for (var failed = 0; bench.DeadLetter is null; failed++)
        {
            await bench.FinishAsync(bench.DeliverAsync(PlaceCallBench.Message(attempt: failed)));
        }

        Assert.InRange(bench.Waits.Sum(wait => wait.TotalSeconds), 1, 30);
    }

    [Fact]
    public async Task Attempts_that_fail_while_nobody_is_called_do_not_count()
    {
        bench.Calling.MaxAttempts = 1;
        bench.Altur.Answers(HttpStatusCode.Forbidden);

        for (var attempt = 0; attempt < 4; attempt++)
        {
            await bench.FinishAsync(bench.DeliverAsync());
            Assert.Equal(0, bench.AbandonedWith![MessageProperty.Attempt]);
        }

        Assert.Null(bench.DeadLetter);
    }

    /// <summary>The queue allows 2,000 deliveries: 11 minutes of each are enough for any age of a lead.</summary>
    [Fact]
    public async Task An_outage_takes_one_delivery_for_many_trials()
    {
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable);
        await bench.OpenCircuitAsync();

        var delivery = bench.DeliverAsync();
        await Eventually.TrueAsync(() => bench.Altur.Posts.Count >= 3, () => bench.Time.Advance(TimeSpan.FromMilliseconds(500)));
        await bench.FinishAsync(delivery);

        Assert.Single(bench.Events, happened => happened == "abandon");
        Assert.Equal(0, bench.AbandonedWith?[MessageProperty.Attempt] ?? 0);
        Assert.Null(bench.Claim);
    }

    /// <summary>The host stops a function after half an hour, whatever it is waiting for.</summary>
    [Fact]
    public async Task A_delivery_waits_eleven_minutes_for_the_circuit_however_often_it_tries()
    {
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable);
        await bench.OpenCircuitAsync();
        var delivery = bench.DeliverAsync();
        await Eventually.TrueAsync(() => bench.Altur.Posts.Count > 0, () => bench.Time.Advance(TimeSpan.FromSeconds(1)));

        bench.Time.Advance(TimeSpan.FromMinutes(11));

        await delivery.WaitAsync(Eventually.Deadline);
        Assert.Equal("abandon", bench.Events[^1]);
    }

    [Fact]
    public async Task Load_that_turns_most_leads_away_is_not_the_fault_of_one()
    {
        bench.Calling.MaxAttempts = 1;
        bench.Altur.Answers(HttpStatusCode.TooManyRequests);
        await bench.FinishAsync(bench.DeliverAsync());
        await bench.PlaceAnotherAsync();
        using (var turn = await bench.Circuit.EnterAsync(Circuit.Patience, CancellationToken.None))
        {
            turn!.End(new DialOutcome.NotPlaced("Altur answered 429.", RetryAfter: null), firstFailure: null);
        }

        await bench.FinishAsync(bench.DeliverAsync());

        Assert.Null(bench.DeadLetter);
    }

    [Fact]
    public async Task While_the_circuit_is_open_a_lead_waits_undialled_and_then_closes_it()
    {
        bench.Altur.PlacesCalls();
        await bench.OpenCircuitAsync();
        var waits = bench.Waits.Count;
        var delivery = bench.DeliverAsync();
        await bench.WaitBegunAsync(waits + 1);
        Assert.Equal(["read state"], bench.Events);

        await bench.FinishAsync(delivery);

        Assert.Equal("complete", bench.Events[^1]);
        Assert.False(bench.Circuit.Report.IsOpen);
    }

    [Fact]
    public async Task A_lead_that_became_too_old_while_it_waited_is_not_called()
    {
        bench.Leads.MaxAge = TimeSpan.FromMinutes(1);
        await bench.OpenCircuitAsync();
        var posts = bench.Altur.Posts.Count;
        var waits = bench.Waits.Count;
        var delivery = bench.DeliverAsync(PlaceCallBench.Message(enqueued: bench.Time.GetUtcNow()));
        await bench.WaitBegunAsync(waits + 1);

        bench.Time.Advance(TimeSpan.FromMinutes(2));
        await bench.FinishAsync(delivery);

        Assert.Equal(posts, bench.Altur.Posts.Count);
        Assert.Equal(DeadLetterReason.Expired, bench.DeadLetter!.Reason);
    }

    [Fact]
    public async Task A_claim_that_could_not_be_removed_is_not_in_doubt_for_the_process_that_heard_the_answer()
    {
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable);
        bench.Altur.PlacesCalls();
        bench.Failures["save no claim"] = new ServiceBusException("The session is lost.", ServiceBusFailureReason.SessionLockLost);
        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FailAsync());
        bench.Failures.Clear();

        await bench.DeliverAsync();

        Assert.Equal(2, bench.Altur.Posts.Count);
        Assert.Single(bench.Sent);
    }

    [Fact]
    public async Task A_claim_that_could_not_be_removed_parks_the_lead_in_another_process()
    {
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable);
        bench.Failures["save no claim"] = new ServiceBusException("The session is lost.", ServiceBusFailureReason.SessionLockLost);
        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FailAsync());
        bench.Failures.Clear();
        bench.Restart();

        await bench.DeliverAsync();

        Assert.Single(bench.Altur.Posts);
        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
    }
}

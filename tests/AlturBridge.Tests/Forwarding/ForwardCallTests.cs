using System.Net;
using AlturBridge.Messages;
using AlturBridge.Tests.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Tests.Forwarding;

public sealed class ForwardCallTests
{
    [Fact]
    public async Task A_delivered_record_is_completed()
    {
        using var forwarder = new Forwarder(HttpStatusCode.NoContent);
        var record = Samples.RecordMessage();
        await forwarder.RunAsync(record);

        Assert.Equal(["complete"], forwarder.Steps);
        Assert.Same(record, Assert.Single(forwarder.Settled));
        Assert.Equal(LogLevel.Information, Assert.Single(forwarder.Logs.Entries).Level);
    }

    [Theory]
    [InlineData(0, 1, 5)]
    [InlineData(1, 2, 30)]
    [InlineData(8, 9, 8 * 60 * 60)]
    public async Task A_failed_delivery_becomes_a_scheduled_copy_before_the_original_is_completed(int attempt, int next, double seconds)
    {
        using var forwarder = new Forwarder(HttpStatusCode.InternalServerError);
        // It may have waited on the queue: the wait starts at the failure.
        forwarder.Clock.Advance(TimeSpan.FromHours(3));
        var record = Samples.RecordMessage(messageId: attempt == 0 ? Samples.OrderId : $"{Samples.OrderId}:{attempt}", attempt: attempt);
        await forwarder.RunAsync(record);

        Assert.Equal(["send", "complete"], forwarder.Steps);
        Assert.Same(record, Assert.Single(forwarder.Settled));
        var copy = Assert.Single(forwarder.Sent);
        Assert.Equal($"{Samples.OrderId}:{next}", copy.MessageId);
        Assert.Equal(
            (Samples.OrderId, Samples.CallJson, next), (copy.CorrelationId, copy.Body.ToString(), copy.ApplicationProperties["attempt"]));
        Assert.InRange((copy.ScheduledEnqueueTime - forwarder.Clock.GetUtcNow()).TotalSeconds, seconds * 0.8, seconds * 1.2);
    }

    [Fact]
    public async Task The_wait_that_the_webhook_asks_for_is_kept()
    {
        using var forwarder = new Forwarder(
            _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Headers = { { "Retry-After", "3600" } } });
        await forwarder.RunAsync(Samples.RecordMessage());

        Assert.Equal(Samples.Noon.AddHours(1), Assert.Single(forwarder.Sent).ScheduledEnqueueTime);
    }

    [Fact]
    public async Task A_record_delivered_twice_fails_into_copies_with_one_id()
    {
        using var forwarder = new Forwarder(HttpStatusCode.InternalServerError);
        await forwarder.RunAsync(Samples.RecordMessage());
        await forwarder.RunAsync(Samples.RecordMessage());

        Assert.Equal(2, forwarder.Sent.Count);
        Assert.Single(forwarder.Sent.Select(copy => copy.MessageId).Distinct());
    }

    [Fact]
    public async Task Records_that_fail_together_do_not_come_back_together()
    {
        using var forwarder = new Forwarder(HttpStatusCode.InternalServerError);
        for (var record = 0; record < 5; record++)
        {
            await forwarder.RunAsync(Samples.RecordMessage(messageId: $"json:{record}"));
        }

        Assert.NotEqual(1, forwarder.Sent.Select(copy => copy.ScheduledEnqueueTime).Distinct().Count());
    }

    [Fact]
    public async Task When_the_copy_cannot_be_sent_nothing_is_settled()
    {
        using var forwarder = new Forwarder(HttpStatusCode.InternalServerError) { SendFailure = new ServiceBusException(
            "busy", ServiceBusFailureReason.ServiceBusy) };
        await Assert.ThrowsAsync<ServiceBusException>(() => forwarder.RunAsync(Samples.RecordMessage()));

        Assert.Equal(["send"], forwarder.Steps);
        Assert.Empty(forwarder.Settled);
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Gone)]
    public async Task When_settling_fails_the_host_is_told(HttpStatusCode status)
    {
        using var forwarder = new Forwarder(status) { SettleFailure = new ServiceBusException(
            "late", ServiceBusFailureReason.MessageLockLost) };

        await Assert.ThrowsAsync<ServiceBusException>(() => forwarder.RunAsync(Samples.RecordMessage()));
        Assert.Empty(forwarder.Logs.Entries);
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent, "complete")]
    [InlineData(HttpStatusCode.Gone, "dead-letter")]
    [InlineData(HttpStatusCode.InternalServerError, "send")]
    [InlineData(HttpStatusCode.InternalServerError, "complete")]
    public async Task A_queue_that_hangs_does_not_hold_up_the_function(HttpStatusCode status, string step)
    {
        using var forwarder = new Forwarder(status) { HangsAt = step };

        await Assert.ThrowsAsync<TimeoutException>(() => forwarder.RunAsync(Samples.RecordMessage()));
        Assert.Equal(step, forwarder.Steps[^1]);
    }

    [Fact]
    public async Task A_host_that_stops_leaves_the_record_on_the_queue()
    {
        using var stopping = new CancellationTokenSource();
        using var forwarder = new Forwarder(HttpStatusCode.NoContent);
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => forwarder.RunAsync(Samples.RecordMessage(), stopping.Token));
        Assert.Empty(forwarder.Steps);
    }

    [Fact]
    public async Task A_delivery_that_has_begun_is_ended_when_the_host_stops()
    {
        using var stopping = new CancellationTokenSource();
        using var forwarder = new Forwarder(_ =>
        {
            stopping.Cancel();
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });

        await forwarder.RunAsync(Samples.RecordMessage(), stopping.Token);

        Assert.Equal(["complete"], forwarder.Steps);
    }

    [Fact]
    public async Task A_webhook_that_is_gone_is_dead_lettered_at_once()
    {
        using var forwarder = new Forwarder(HttpStatusCode.Gone, "moved; call +12025550143");
        await forwarder.RunAsync(Samples.RecordMessage(attempt: 2));

        Assert.Equal(["dead-letter"], forwarder.Steps);
        Assert.Equal(
            (
                "WebhookGone",
                "The webhook wants no more deliveries: 410 Gone to attempt 3 at 2026-11-22 12:00:00Z. The webhook answered 410: "
                    + "moved; call +12…43. "
                    + "The call was placed: do not place it again. Fix Webhook__Url first. "
                    + "Then replay this dead letter: the schedule restarts, and webhook-id stays the same."),
            forwarder.DeadLetter);
        Assert.Equal(LogLevel.Error, Assert.Single(forwarder.Logs.Entries).Level);
    }

    [Theory]
    [InlineData("cannot file the call to +1 (202) 555-0143.", "The webhook answered 500: cannot file the call to +1 …43.")]
    [InlineData("full!", "The webhook answered 500: full!")]
    [InlineData("who?", "The webhook answered 500: who?")]
    [InlineData("wait…", "The webhook answered 500: wait…")]
    [InlineData("full", "The webhook answered 500: full.")]
    [InlineData("", "The webhook answered 500.")]
    public async Task After_the_tenth_failure_a_record_is_dead_lettered_with_the_last_answer(string answer, string quoted)
    {
        using var forwarder = new Forwarder(HttpStatusCode.InternalServerError, answer);
        await forwarder.RunAsync(Samples.RecordMessage(attempt: 9));

        Assert.Equal(["dead-letter"], forwarder.Steps);
        Assert.Equal(
            (
                "WebhookUnavailable",
                $"The webhook accepted the record in none of 10 attempts, the last at 2026-11-22 12:00:00Z. {quoted} "
                    + "The call was placed: do not place it again. Fix the webhook first. "
                    + "Then replay this dead letter: the schedule restarts, and webhook-id stays the same."),
            forwarder.DeadLetter);
    }

    [Theory]
    [InlineData(HttpStatusCode.Gone, 4)]
    [InlineData(HttpStatusCode.InternalServerError, 9)]
    public async Task A_dead_letter_counts_no_attempts_so_that_its_copy_starts_over(HttpStatusCode status, int attempt)
    {
        using var forwarder = new Forwarder(status);
        await forwarder.RunAsync(Samples.RecordMessage(attempt: attempt));

        Assert.Equal(
            new Dictionary<string, object> { ["attempt"] = 0, ["died-at"] = MessageProperty.Format(forwarder.Clock.GetUtcNow()) },
            forwarder.DeadLetterProperties);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public async Task A_number_in_the_failure_of_a_connection_is_masked(int attempt)
    {
        using var forwarder = new Forwarder(_ => throw new HttpRequestException("No route to +12025550143"));
        await forwarder.RunAsync(Samples.RecordMessage(attempt: attempt));

        Assert.DoesNotContain("2025550", forwarder.Logs.Everything + forwarder.DeadLetter?.Description, StringComparison.Ordinal);
        Assert.Contains(
            "No route to +12…43.", attempt == 0 ? forwarder.Logs.Everything : forwarder.DeadLetter?.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public async Task Nothing_that_belongs_to_the_lead_is_logged_or_described(int attempt)
    {
        // As System.Text.Json writes it in a receiver that echoes its input.
        using var forwarder = new Forwarder(HttpStatusCode.BadRequest, """{"to":"\u002B12025550143","was":"+12025550143x"}""");
        await forwarder.RunAsync(Samples.RecordMessage(body: """{"id":"call_01","name":"Ana"}""", attempt: attempt));

        var everything = forwarder.Logs.Everything + forwarder.DeadLetter?.Description;
        Assert.Contains(Samples.OrderId, everything, StringComparison.Ordinal);
        Assert.DoesNotContain("2025550", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana", everything, StringComparison.Ordinal);
    }
}

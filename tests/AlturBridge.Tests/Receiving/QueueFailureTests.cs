using System.Text;
using AlturBridge.Configuration;
using AlturBridge.Testing;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using static AlturBridge.Tests.Messages.Samples;

namespace AlturBridge.Tests.Receiving;

public sealed class QueueFailureTests
{
    public static TheoryData<Exception> Failures => new(
        new ServiceBusException("full", ServiceBusFailureReason.QuotaExceeded),
        new ServiceBusException("busy", ServiceBusFailureReason.ServiceBusy),
        new ServiceBusException("late", ServiceBusFailureReason.ServiceTimeout),
        new ServiceBusException("cut", ServiceBusFailureReason.ServiceCommunicationProblem),
        new ServiceBusException("gone", ServiceBusFailureReason.MessagingEntityNotFound),
        new ServiceBusException("off", ServiceBusFailureReason.MessagingEntityDisabled),
        new ServiceBusException("odd", ServiceBusFailureReason.GeneralError),
        new TimeoutException("late"),
        new UnauthorizedAccessException("no role"),
        new OperationCanceledException("the link was closed"));

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_queue_that_does_not_take_a_lead_is_our_fault(Exception failure)
    {
        using var intake = new LeadIntake(queueFailure: failure);
        var answer = await intake.PostAsync(Lead);

        Assert.Equal((503, "application/problem+json", "5"), (answer.Status, answer.ContentType, answer.Headers.RetryAfter.ToString()));
        Assert.Equal("Not accepted yet", answer.Json["title"]!.GetValue<string>());
        Assert.Equal(
            "The request could not be queued right now. Send it again in a few seconds: what was already queued is not called twice.",
            answer.Json["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_queue_that_does_not_take_a_lead_is_an_error_in_the_log()
    {
        using var intake = new LeadIntake(queueFailure: new TimeoutException("the broker is late"));
        await intake.PostAsync(Lead, headers: ("webhook-id", "order-17"));

        var entry = Assert.Single(intake.Logs.Entries);
        Assert.Equal(LogLevel.Error, entry.Level);
        Assert.Contains("json:order-17", entry.Text, StringComparison.Ordinal);
        Assert.Contains("the broker is late", entry.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, entry.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_that_hangs_is_not_waited_for_longer_than_a_sender_waits()
    {
        var sending = new TaskCompletionSource();
        using var intake = new LeadIntake { QueueHangs = true, Sending = sending.SetResult };
        var answering = intake.PostAsync(Lead);
        await sending.Task.WaitAsync(Eventually.Deadline);
        Assert.False(answering.IsCompleted);

        intake.Time.Advance(QueueDeadline.Limit);
        var answer = await answering.WaitAsync(Eventually.Deadline);

        Assert.Equal((503, "5"), (answer.Status, answer.Headers.RetryAfter.ToString()));
        Assert.InRange(QueueDeadline.Limit, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    /// <summary>So no queue is too small for one lead: Service Bus takes 256 KB.</summary>
    [Fact]
    public async Task The_largest_lead_is_a_quarter_of_a_message()
    {
        using var intake = new LeadIntake();
        string Text(int length) => new('\u6f22', length);
        await intake.PostAsync(
            $$"""{{Lead[..^1]}},"end_user_display_name":"{{Text(200)}}","initial_message":"{{Text(2000)}}","end_user_context":"{{Text(8000)}}"}""");

        Assert.InRange(Assert.Single(intake.Sent).Body.ToMemory().Length, 30_000, 64 * 1024);
    }

    [Fact]
    public async Task A_sender_that_has_left_is_told_nothing()
    {
        using var left = new CancellationTokenSource();
        using var intake = new LeadIntake(queueFailure: new OperationCanceledException()) { Sending = left.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => intake.PostAsync(Encoding.UTF8.GetBytes(Lead), cancellationToken: left.Token));
        Assert.Empty(intake.Logs.Entries);
    }
}

using System.Net;
using AlturBridge.Calling;
using AlturBridge.Messages;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Calling;

public sealed class PlaceCallPlacedTests : IDisposable
{
    private readonly PlaceCallBench bench = new();

    public PlaceCallPlacedTests() => bench.Altur.PlacesCalls();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task The_claim_is_written_before_the_post_and_the_answer_while_the_record_is_queued()
    {
        await bench.DeliverAsync();

        Assert.Equal(["read state", "save claim", "POST", "save answer", "send record", "mark handed on", "complete"], bench.Events);
        Assert.Null(bench.Claim!.Answer);
    }

    [Fact]
    public async Task The_answer_is_recorded_and_queued_at_once_and_so_is_the_rest()
    {
        foreach (var both in new[] { ("save answer", "send record"), ("mark handed on", "complete") })
        {
            using var slow = new PlaceCallBench();
            slow.Altur.PlacesCalls();
            var first = slow.Hold(both.Item1);
            var second = slow.Hold(both.Item2);
            var delivery = slow.DeliverAsync();
            await Eventually.TrueAsync(() => slow.Events.Contains(both.Item1) && slow.Events.Contains(both.Item2));
            Assert.False(delivery.IsCompleted);

            first.SetResult();
            second.SetResult();
            await delivery;
        }
    }

    [Fact]
    public async Task The_message_is_posted_exactly_as_it_was_queued()
    {
        await bench.DeliverAsync();

        Assert.Equal(PlaceCallBench.Body, Assert.Single(bench.Altur.Posts));
    }

    [Fact]
    public async Task The_record_travels_on_unchanged_under_the_leads_identity()
    {
        await bench.DeliverAsync();

        var record = Assert.Single(bench.Sent);
        Assert.Equal(StubAltur.Record, record.Body.ToString());
        Assert.Equal(
            (LeadId.OfRecord(PlaceCallBench.MessageId, record.Body), PlaceCallBench.MessageId, "call-record"),
            (record.MessageId, record.CorrelationId, record.Subject));
        Assert.Equal("3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34", record.ApplicationProperties[MessageProperty.CallId]);
        Assert.Equal("json", record.ApplicationProperties[MessageProperty.Source]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"id\":7}")]
    [InlineData("{\"id\":\"\\ud800\"}")]
    public async Task A_record_without_a_readable_id_is_queued_unchanged(string record)
    {
        using var odd = new PlaceCallBench();
        odd.Altur.Answers(HttpStatusCode.OK, record);

        await odd.DeliverAsync();

        Assert.Equal(record, Assert.Single(odd.Sent).Body.ToString());
        Assert.Equal(["mark handed on", "complete"], odd.Events.TakeLast(2));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_recorded_is_still_queued()
    {
        // Whatever its type: in the worker it is a gRPC exception.
        bench.Failures["save answer"] = new InvalidOperationException("SessionLockLost");

        await bench.DeliverAsync();

        Assert.Equal(["read state", "save claim", "POST", "save answer fails", "send record", "mark handed on", "complete"], bench.Events);
    }

    [Fact]
    public async Task A_failed_completion_throws_and_leaves_the_claim_marked_as_queued()
    {
        bench.Failures["complete"] = new ServiceBusException("MessageLockLost", ServiceBusFailureReason.MessageLockLost);

        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FailAsync());

        Assert.True(bench.Claim!.IsHandedOn);
    }

    [Fact]
    public async Task The_delivery_after_a_lock_that_was_lost_hands_the_record_on_again_and_dials_nobody()
    {
        bench.Failures["complete"] = new ServiceBusException("MessageLockLost", ServiceBusFailureReason.MessageLockLost);
        bench.Failures["mark handed on"] = new ServiceBusException("SessionLockLost", ServiceBusFailureReason.SessionLockLost);
        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FailAsync());
        bench.Failures.Clear();

        await bench.DeliverAsync(PlaceCallBench.Message(deliveryCount: 2));

        Assert.Single(bench.Altur.Posts);
        // The same MessageId twice: duplicate detection drops the second.
        Assert.Equal(2, bench.Sent.Count);
        Assert.Single(bench.Sent.Select(record => record.MessageId).Distinct());
        Assert.Equal(["read state", "send record", "mark handed on", "complete"], bench.Events.TakeLast(4));
    }

    [Fact]
    public async Task A_claim_that_cannot_be_marked_beside_the_completion_harms_nobody()
    {
        bench.Failures["mark handed on"] = new ServiceBusException("SessionLockLost", ServiceBusFailureReason.SessionLockLost);
        await bench.DeliverAsync();
        bench.Failures.Clear();

        await bench.DeliverAsync(PlaceCallBench.Message(messageId: "json:lead-2"));

        Assert.Equal(2, bench.Altur.Posts.Count);
        Assert.Equal(["json:lead-1", "json:lead-2"], bench.Sent.Select(record => record.CorrelationId));
        Assert.Null(bench.Claim);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    public async Task The_delivery_count_decides_nothing(int deliveryCount)
    {
        await bench.DeliverAsync(PlaceCallBench.Message(deliveryCount: deliveryCount));

        Assert.Single(bench.Altur.Posts);
        Assert.Contains("complete", bench.Events);
    }

    /// <summary>Only this process knows of the call until then, and a stop may come during the wait.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_queue_that_fails_for_a_moment_leaves_no_doubt_after_a_restart(bool stops)
    {
        foreach (var what in new[] { "save answer", "mark handed on", "complete" })
        {
            bench.Failures[what] = new ServiceBusException("Busy.", ServiceBusFailureReason.ServiceBusy);
        }

        var delivery = bench.DeliverAsync();
        await bench.WaitBegunAsync();
        bench.Failures.Clear();
        if (stops)
        {
            await bench.StopHostAsync();
        }

        await bench.FinishAsync(delivery);

        Assert.Single(bench.Sent);
        Assert.True(bench.Claim!.IsHandedOn);
        Assert.Equal("complete", bench.Events[^1]);
    }

    [Fact]
    public async Task The_claim_says_when_dialling_began()
    {
        bench.Failures["POST"] = new InvalidOperationException("The process dies here.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.FailAsync());

        Assert.Equal(Claim.Of(PlaceCallBench.Message(), WatchedTime.Morning), Assert.Single(bench.Lane.Claims));
    }
}

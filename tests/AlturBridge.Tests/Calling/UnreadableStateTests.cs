using AlturBridge.Messages;
using AlturBridge.Testing.Edges;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Calling;

/// <summary>A lane whose state cannot be read dials nobody whom it may have dialled.</summary>
public sealed class UnreadableStateTests : IDisposable
{
    private static readonly DateTimeOffset Now = WatchedTime.Morning;

    private readonly PlaceCallBench bench = new();

    public UnreadableStateTests() => bench.Altur.PlacesCalls();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_state_that_cannot_be_read_dials_nobody()
    {
        bench.Failures["read state"] = new ServiceBusException("SessionLockLost", ServiceBusFailureReason.SessionLockLost);

        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FailAsync());

        Assert.Equal(["read state fails"], bench.Events);
    }

    [Fact]
    public async Task A_lead_of_a_lane_whose_state_cannot_be_understood_is_parked_for_a_human()
    {
        bench.State = new BinaryData("something else");

        await bench.DeliverAsync();

        Assert.Equal(["read state", "save no claim", "mark put off", "dead-letter"], bench.Events);
        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
        Assert.Contains("could not be read at 2026-03-02 09:00:00 UTC", bench.DeadLetter.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_that_comes_after_a_state_that_could_not_be_understood_is_called()
    {
        bench.State = new BinaryData("something else");
        await bench.DeliverAsync();

        await bench.DeliverAsync(PlaceCallBench.Message(messageId: "json:lead-2", enqueued: Now.AddMinutes(2)));

        Assert.Single(bench.Altur.Posts);
        Assert.Equal("json:lead-2", Assert.Single(bench.Sent).CorrelationId);
    }

    [Fact]
    public async Task A_state_that_cannot_be_understood_nor_replaced_dials_nobody()
    {
        bench.State = new BinaryData("something else");
        bench.Failures["save no claim"] = new ServiceBusException("SessionLockLost", ServiceBusFailureReason.SessionLockLost);

        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FailAsync());

        Assert.Equal(["read state", "save no claim fails"], bench.Events);
    }
}

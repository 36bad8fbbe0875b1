using AlturBridge.Calling;
using AlturBridge.Messages;
using AlturBridge.Testing.Edges;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Calling;

/// <summary>Without a claim nothing is dialled; one that may have been written leaves no doubt.</summary>
public sealed class UnwrittenClaimTests : IDisposable
{
    private static readonly DateTimeOffset Now = WatchedTime.Morning;

    private readonly PlaceCallBench bench = new();

    public UnwrittenClaimTests() => bench.Altur.PlacesCalls();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_connection_that_is_not_made_needs_no_claim()
    {
        using var http = new HttpClient(new NoConnection()) { BaseAddress = new Uri("http://altur.invalid/") };
        var altur = new AlturClient(http, Microsoft.Extensions.Options.Options.Create(new AlturOptions { ApiKey = "secret" }), bench.Time);

        await bench.FinishAsync(bench.DeliverAsync(altur: altur));

        Assert.Equal(["read state", "abandon"], bench.Events);
        Assert.Equal(0, bench.AbandonedWith![MessageProperty.Attempt]);
    }

    [Fact]
    public async Task A_claim_that_could_not_be_written_is_told_as_it_is_and_not_as_a_failed_connection()
    {
        bench.Failures["save claim"] = new InvalidOperationException("FailedPrecondition: the lane is gone.");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => bench.FailAsync());

        Assert.Equal("FailedPrecondition: the lane is gone.", thrown.Message);
        Assert.Empty(bench.Altur.Posts);
    }

    [Fact]
    public async Task A_claim_that_cannot_be_written_dials_nobody()
    {
        bench.Failures["save claim"] = new ServiceBusException("SessionLockLost", ServiceBusFailureReason.SessionLockLost);

        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FailAsync());

        Assert.Equal(["read state", "save claim fails"], bench.Events);
    }

    [Fact]
    public async Task A_claim_written_despite_a_failure_is_not_in_doubt_because_nothing_was_sent()
    {
        bench.Failures["save claim"] = new TimeoutException("The broker did not answer.");
        await Assert.ThrowsAsync<TimeoutException>(() => bench.FailAsync());
        bench.Failures.Clear();
        bench.State = LaneStates.With(new Claim(PlaceCallBench.MessageId, Now));

        await bench.DeliverAsync(PlaceCallBench.Message(deliveryCount: 2));

        Assert.Single(bench.Altur.Posts);
        Assert.Single(bench.Sent);
    }

    [Fact]
    public async Task A_claim_written_despite_a_failure_is_not_in_doubt_after_another_that_was_not_written()
    {
        bench.Failures["save claim"] = new TimeoutException("The broker did not answer.");
        await Assert.ThrowsAsync<TimeoutException>(() => bench.FailAsync());
        var written = LaneStates.With(new Claim(PlaceCallBench.MessageId, Now));
        await Assert.ThrowsAsync<TimeoutException>(() => bench.FailAsync());
        bench.Failures.Clear();
        bench.State = written;

        await bench.DeliverAsync(PlaceCallBench.Message(deliveryCount: 3));

        Assert.Single(bench.Altur.Posts);
        Assert.Single(bench.Sent);
    }

    [Fact]
    public async Task A_claim_that_failed_here_says_nothing_about_another_process_that_called_since()
    {
        bench.Failures["save claim"] = new ServiceBusException("SessionLockLost", ServiceBusFailureReason.SessionLockLost);
        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FailAsync());
        bench.Failures.Clear();
        bench.State = LaneStates.With(
            new Claim(PlaceCallBench.MessageId, Now.AddSeconds(1), new BinaryData(StubAltur.Record).ToMemory()));

        await bench.DeliverAsync(PlaceCallBench.Message(deliveryCount: 2));

        Assert.Empty(bench.Altur.Posts);
        Assert.Single(bench.Sent);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_message_without_an_identity_cannot_be_claimed_and_is_not_dialled(string? messageId)
    {
        await bench.DeliverAsync(PlaceCallBench.Message(messageId: messageId!));

        Assert.Equal(["read state", "dead-letter"], bench.Events);
        Assert.Equal(DeadLetterReason.Malformed, bench.DeadLetter!.Reason);
        Assert.Contains("MessageId", bench.DeadLetter.Description, StringComparison.Ordinal);
    }
}

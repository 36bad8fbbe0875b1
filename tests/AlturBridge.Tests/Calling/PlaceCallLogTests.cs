using System.Net;
using AlturBridge.Calling;
using AlturBridge.Testing.Edges;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Calling;

/// <summary>Logs name the lead and its outcome, and nothing personal.</summary>
public sealed class PlaceCallLogTests : IDisposable
{
    private readonly PlaceCallBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData(201, StubAltur.Record, "Information: Lead json:lead-1: call 3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34 placed")]
    [InlineData(200, "<p>Ana Secreta +525512345678", "Error: Lead json:lead-1: dead-lettered as UnreadableRecord")]
    [InlineData(422, "Ana Secreta +525512345678", "Error: Lead json:lead-1: dead-lettered as Refused")]
    [InlineData(500, "Ana Secreta +525512345678", "Error: Lead json:lead-1: dead-lettered as OutcomeUnknown")]
    [InlineData(503, "Ana Secreta +525512345678", "Warning: Lead json:lead-1: no call was placed, trying again in")]
    public async Task Each_outcome_is_one_line(int status, string answer, string line)
    {
        bench.Altur.Answers((HttpStatusCode)status, answer);

        await bench.FinishAsync(bench.DeliverAsync());

        Assert.StartsWith(line, Assert.Single(bench.Log.Lines), StringComparison.Ordinal);
        AssertPrivate();
    }

    [Fact]
    public async Task A_failure_is_logged_by_its_status()
    {
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable, "busy with +525512345678");

        await bench.FinishAsync(bench.DeliverAsync());

        Assert.EndsWith(". Altur answered 503.", Assert.Single(bench.Log.Lines), StringComparison.Ordinal);
        AssertPrivate();
    }

    [Fact]
    public async Task An_open_circuit_quotes_no_answer()
    {
        for (var lead = 0; !bench.Circuit.Report.IsOpen; lead++)
        {
            bench.Altur.Answers(HttpStatusCode.UnprocessableEntity, """{"input":"Ana Secreta +525512345678"}""");
            await bench.DeliverAsync(PlaceCallBench.Message(messageId: $"json:{lead}"));
        }

        Assert.EndsWith(". Altur answered 422.", Assert.Single(bench.CircuitLog.Lines), StringComparison.Ordinal);
        AssertPrivate();
    }

    [Fact]
    public async Task A_crashed_delivery_is_one_line()
    {
        bench.State = LaneStates.With(new Claim(PlaceCallBench.MessageId, WatchedTime.Morning));

        await bench.DeliverAsync();

        Assert.Equal("Error: Lead json:lead-1: dead-lettered as OutcomeUnknown", Assert.Single(bench.Log.Lines));
    }

    [Fact]
    public async Task A_malformed_message_is_not_quoted()
    {
        await bench.DeliverAsync(PlaceCallBench.Message("Ana Secreta +525512345678"));

        Assert.Equal("Error: Lead json:lead-1: dead-lettered as Malformed", Assert.Single(bench.Log.Lines));
    }

    [Fact]
    public async Task A_record_that_cannot_be_queued_is_not_quoted()
    {
        bench.Altur.PlacesCalls();
        bench.Failures["save answer"] = new ServiceBusException("Lost.", ServiceBusFailureReason.SessionLockLost);
        bench.Failures["send record"] = new ServiceBusException("Full.", ServiceBusFailureReason.QuotaExceeded);

        await bench.FinishAsync(bench.DeliverAsync());

        Assert.Equal(3, bench.Log.Lines.Count);
        Assert.Equal(4, bench.HandOverLog.Lines.Count);
        AssertPrivate();
    }

    private void AssertPrivate() => Assert.All([.. bench.Log.Lines, .. bench.CircuitLog.Lines, .. bench.HandOverLog.Lines], line =>
    {
        Assert.DoesNotContain("5512345678", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Secreta", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    });
}

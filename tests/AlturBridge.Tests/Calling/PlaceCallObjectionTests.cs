using AlturBridge.Messages;
using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Calling;

/// <summary>Anyone may put a message on the queue; anything that is not a call request, or is too late, is not dialled.</summary>
public sealed class PlaceCallObjectionTests : IDisposable
{
    private readonly PlaceCallBench bench = new();

    public PlaceCallObjectionTests() => bench.Altur.PlacesCalls();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("", "empty")]
    [InlineData("call Ana", "not the JSON expected here")]
    [InlineData("[{}]", "must be one JSON object")]
    [InlineData("{}", "agent_id is missing")]
    [InlineData("""{"agent_id":"3f2b8c1e-9a4d-4e6f-8b7a-5c1d2e3f4a5b","phone_number_to":"5512345678"}""", "phone_number_to must be in E.164 form")]
    [InlineData("""{"agent_id":"3f2b8c1e-9a4d-4e6f-8b7a-5c1d2e3f4a5b","phone_number_to":525512345678}""", "phone_number_to must be a string")]
    [InlineData("""{"agent_id":"the-agent","phone_number_to":"+525512345678"}""", "agent_id must be a version 4 UUID")]
    public async Task A_message_that_is_not_a_call_request_is_dead_lettered_with_what_is_wrong(string body, string problem)
    {
        await bench.DeliverAsync(PlaceCallBench.Message(body));

        Assert.Equal(["read state", "dead-letter"], bench.Events);
        Assert.Equal(DeadLetterReason.Malformed, bench.DeadLetter!.Reason);
        Assert.StartsWith("This message is not a call request.", bench.DeadLetter.Description, StringComparison.Ordinal);
        Assert.Contains(problem, bench.DeadLetter.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("5512345678", bench.DeadLetter.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_that_waited_too_long_is_not_called()
    {
        await bench.DeliverAsync(PlaceCallBench.Message(enqueued: WatchedTime.Morning - bench.Leads.MaxAge - TimeSpan.FromSeconds(1)));

        Assert.Equal(["read state", "dead-letter"], bench.Events);
        Assert.Equal("TTLExpiredException", bench.DeadLetter!.Reason);
        Assert.EndsWith("it is safe to replay.", bench.DeadLetter.Description, StringComparison.Ordinal);
        Assert.Contains("Leads__MaxAge", bench.DeadLetter.Description, StringComparison.Ordinal);
        Assert.Contains("before 2026-03-02 08:59:59 UTC", bench.DeadLetter.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_is_called_up_to_its_last_moment()
    {
        await bench.DeliverAsync(PlaceCallBench.Message(enqueued: WatchedTime.Morning - bench.Leads.MaxAge));

        Assert.Single(bench.Altur.Posts);
    }

    [Fact]
    public async Task Every_field_that_must_be_mended_is_named()
    {
        await bench.DeliverAsync(PlaceCallBench.Message("""{"agent_id":"x","phone_number_to":"y"}"""));

        Assert.Contains("agent_id", bench.DeadLetter!.Description, StringComparison.Ordinal);
        Assert.Contains("phone_number_to", bench.DeadLetter.Description, StringComparison.Ordinal);
    }
}

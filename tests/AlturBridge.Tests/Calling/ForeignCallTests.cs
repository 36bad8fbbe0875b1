using AlturBridge.Messages;
using AlturBridge.Tests.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Calling;

/// <summary>Another program's message ends at once, and does not hold up its lane.</summary>
public sealed class ForeignCallTests : IDisposable
{
    private readonly PlaceCallBench bench = new();

    public ForeignCallTests() => bench.Altur.PlacesCalls();

    public static TheoryData<object> Values => new() { PlaceCallBench.Body, 17, true, new byte[] { 1 }, new Dictionary<string, object>() };

    public void Dispose() => bench.Dispose();

    [Theory]
    [MemberData(nameof(Values))]
    public Task A_body_that_is_an_AMQP_value_is_not_a_call_request(object value) =>
        EndsAsMalformedAsync(ForeignMessages.WithValue(value), "Its body is an AMQP value");

    [Fact]
    public Task A_message_without_an_id_could_be_dialled_twice() =>
        EndsAsMalformedAsync(ForeignMessages.With(PlaceCallBench.Body, messageId: null), "It has no MessageId");

    [Theory]
    [InlineData("", "The body is empty")]
    [InlineData(" ", "The body is empty")]
    [InlineData("null", "must be one JSON object")]
    public Task An_empty_body_is_not_a_call_request(string body, string problem) =>
        EndsAsMalformedAsync(ForeignMessages.With(body), problem);

    [Theory]
    [InlineData("source", 17)]
    [InlineData("time-zone", true)]
    [InlineData("received-at", 1.5)]
    [InlineData("reference", 'x')]
    [InlineData("call-by", 17L)]
    [InlineData("attempt", "three")]
    [InlineData("put-offs", 1.5)]
    public Task A_property_of_an_odd_type_is_named(string property, object value) => EndsAsMalformedAsync(
        ForeignMessages.With(PlaceCallBench.Body, property: property, value: value), $"Its property {property} is not a");

    [Theory]
    [InlineData("source", null)]
    [InlineData("attempt", 0L)]
    [InlineData("their-own", 1.5)]
    public async Task A_call_without_objections_is_placed(string property, object? value)
    {
        await bench.DeliverAsync(ForeignMessages.With(PlaceCallBench.Body, property: property, value: value));

        Assert.Single(bench.Altur.Posts);
        Assert.Null(bench.DeadLetter);
        Assert.Equal("stranger-1", Assert.Single(bench.Sent).CorrelationId);
    }

    private async Task EndsAsMalformedAsync(ServiceBusReceivedMessage message, string problem)
    {
        await bench.DeliverAsync(message);

        Assert.Empty(bench.Altur.Posts);
        Assert.Equal(["read state", "dead-letter"], bench.Events);
        Assert.Equal(DeadLetterReason.Malformed, bench.DeadLetter!.Reason);
        Assert.Contains(problem, bench.DeadLetter.Description, StringComparison.Ordinal);
        Assert.Empty(bench.Waits);
    }
}

using AlturBridge.Messages;
using AlturBridge.Testing.Edges;
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

    /// <summary>Only one call to a number is placed at a time, whatever session a program chose.</summary>
    [Fact]
    public async Task A_message_in_another_session_goes_to_the_lane_of_its_number()
    {
        await bench.DeliverAsync(PlaceCallBench.Message(session: "crm-42"));

        Assert.Equal(["read state", "mark put off", "send copy", "complete", "unmark put off"], bench.Events);
        var moved = Assert.Single(bench.PutOff);
        Assert.Equal(("lane-0", PlaceCallBench.MessageId), (moved.SessionId, moved.CorrelationId));
        Assert.Equal(WatchedTime.Morning, moved.ScheduledEnqueueTime);
        Assert.Empty(bench.LeadEvents);
    }

    [Fact]
    public async Task A_message_in_another_session_is_not_moved_if_it_is_too_old()
    {
        await bench.DeliverAsync(
            PlaceCallBench.Message(session: "crm-42", enqueued: WatchedTime.Morning - bench.Leads.MaxAge - TimeSpan.FromMinutes(1)));

        Assert.Equal(DeadLetterReason.Expired, bench.DeadLetter!.Reason);
        Assert.Empty(bench.PutOff);
    }

    /// <summary>When the number of lanes changes, only the old lane knows the last call.</summary>
    [Fact]
    public async Task A_message_in_another_session_keeps_the_rules_as_that_session_knows_them()
    {
        bench.Calling.MinGap = TimeSpan.FromMinutes(5);
        bench.Calling.Lanes = 16;
        var before = new Lanes(16).Of(PlaceCallBench.Phone);
        await bench.DeliverAsync(PlaceCallBench.Message(session: before));

        bench.Calling.Lanes = 1;
        await bench.DeliverAsync(PlaceCallBench.Message(messageId: "json:lead-2", session: before));

        var copy = Assert.Single(bench.PutOff);
        Assert.Equal(("lane-0", WatchedTime.Morning.AddMinutes(5)), (copy.SessionId, copy.ScheduledEnqueueTime));
    }

    /// <summary>Otherwise it would never be too old, and too late a time cannot be counted from.</summary>
    [Theory]
    [InlineData("9999-12-31T23:59:59.9999999+00:00")]
    [InlineData("2026-03-09T09:00:00.0000000+00:00")]
    public async Task A_time_to_call_by_that_is_far_away_does_not_count(string callBy)
    {
        bench.Calling.MinGap = TimeSpan.FromMinutes(5);
        await bench.DeliverAsync();

        await bench.DeliverAsync(ForeignMessages.With(PlaceCallBench.Body, property: "call-by", value: callBy));

        Assert.Equal(
            MessageProperty.Format(WatchedTime.Morning + bench.Leads.MaxAge),
            Assert.Single(bench.PutOff).ApplicationProperties[MessageProperty.CallBy]);
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

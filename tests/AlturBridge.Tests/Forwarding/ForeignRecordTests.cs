using System.Net;
using AlturBridge.Messages;
using AlturBridge.Tests.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Forwarding;

/// <summary>Another program's message ends at once, and the webhook never sees it.</summary>
public sealed class ForeignRecordTests
{
    public static TheoryData<object> Values => new() { Samples.CallJson, 17, true, new byte[] { 1 }, new Dictionary<string, object>() };

    [Theory]
    [MemberData(nameof(Values))]
    public Task A_body_that_is_an_AMQP_value_is_not_a_record(object value) =>
        EndsAsMalformedAsync(ForeignMessages.WithValue(value), "Its body is an AMQP value");

    [Fact]
    public Task A_message_without_an_id_could_not_be_tried_again() =>
        EndsAsMalformedAsync(ForeignMessages.With(Samples.CallJson, messageId: null), "It has no MessageId");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[{}]")]
    [InlineData("done")]
    public Task A_body_that_is_not_an_object_is_not_a_record(string body) =>
        EndsAsMalformedAsync(ForeignMessages.With(body), "Its body is not a JSON object");

    [Theory]
    [InlineData("source", 17)]
    [InlineData("attempt", "three")]
    public Task A_property_of_an_odd_type_is_named(string property, object value) => EndsAsMalformedAsync(
        ForeignMessages.With(Samples.CallJson, property: property, value: value), $"Its property {property} is not a");

    [Fact]
    public async Task A_record_with_no_more_than_an_id_is_delivered()
    {
        using var forwarder = new Forwarder(HttpStatusCode.NoContent);
        await forwarder.RunAsync(ForeignMessages.With(Samples.CallJson));

        Assert.Equal(["complete"], forwarder.Steps);
    }

    private static async Task EndsAsMalformedAsync(ServiceBusReceivedMessage message, string problem)
    {
        using var forwarder = new Forwarder(_ => throw new InvalidOperationException("The webhook was asked."));
        await forwarder.RunAsync(message);

        Assert.Equal(["dead-letter"], forwarder.Steps);
        Assert.Equal(DeadLetterReason.Malformed, forwarder.DeadLetter!.Value.Reason);
        Assert.Contains(problem, forwarder.DeadLetter.Value.Description, StringComparison.Ordinal);
    }
}

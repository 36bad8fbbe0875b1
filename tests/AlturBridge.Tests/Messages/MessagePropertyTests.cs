using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Messages;

public sealed class MessagePropertyTests
{
    public static TheoryData<object?, int> Attempts => new()
    {
        { 3, 3 },
        { 1, 1 },
        { 0, 0 },
        { -1, 0 },
        { 3L, 0 },
        { "3", 0 },
        { 3.0, 0 },
        { true, 0 },
        { null, 0 },
    };

    [Theory]
    [MemberData(nameof(Attempts))]
    public void The_attempt_is_a_whole_number_that_the_bridge_wrote(object? value, int attempt)
    {
        Assert.Equal(attempt, MessageProperty.AttemptOf(With("attempt", value!)));
    }

    [Fact]
    public void Without_an_attempt_there_was_none()
    {
        Assert.Equal(0, MessageProperty.AttemptOf(ServiceBusModelFactory.ServiceBusReceivedMessage()));
    }

    [Theory]
    [InlineData("json", "json")]
    [InlineData("", null)]
    [InlineData(7, null)]
    [InlineData(null, null)]
    public void A_text_is_only_what_was_sent_as_one(object? value, string? text)
    {
        Assert.Equal(text, MessageProperty.Text(With("source", value!), MessageProperty.Source));
        Assert.Null(MessageProperty.Text(With("another", value!), MessageProperty.Source));
    }

    [Fact]
    public void A_time_is_written_so_that_every_culture_reads_it()
    {
        Assert.Equal(
            "2026-11-22T17:33:39.0250000-06:00",
            MessageProperty.Format(new DateTimeOffset(2026, 11, 22, 17, 33, 39, 25, TimeSpan.FromHours(-6))));
    }

    private static ServiceBusReceivedMessage With(string name, object value) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(properties: new Dictionary<string, object> { [name] = value });
}

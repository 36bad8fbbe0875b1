using AlturBridge.EmbeddedHost.Broker;

namespace AlturBridge.Tests.Queues;

public sealed class QueueDefinitionsTests
{
    [Fact]
    public void The_emulators_format_is_read()
    {
        var queues = Read("""
            {
              // As Microsoft's emulator writes it.
              "UserConfig": {
                "Namespaces": [{
                  "Name": "sbemulatorns",
                  "Queues": [
                    {
                      "Name": "calls",
                      "Properties": {
                        "DeadLetteringOnMessageExpiration": true, "DefaultMessageTimeToLive": "P14D",
                        "DuplicateDetectionHistoryTimeWindow": "P1D",
                        "ForwardDeadLetteredMessagesTo": "", "ForwardTo": "", "LockDuration": "PT5M", "MaxDeliveryCount": 100,
                        "RequiresDuplicateDetection": true, "RequiresSession": true,
                      },
                    },
                    { "Name": "call-records", "Properties": { "DefaultMessageTimeToLive": "P10675199DT2H48M5.477S" } },
                  ],
                }],
              },
            }
            """);

        Assert.Equal(
            new QueueDefinition
            {
                Name = "calls",
                LockDuration = TimeSpan.FromMinutes(5),
                MaxDeliveryCount = 100,
                RequiresSession = true,
                RequiresDuplicateDetection = true,
                DuplicateDetectionHistoryTimeWindow = TimeSpan.FromDays(1),
                DeadLetteringOnMessageExpiration = true,
                DefaultMessageTimeToLive = TimeSpan.FromDays(14),
            },
            queues[0]);
        Assert.Equal("call-records", queues[1].Name);
        Assert.True(queues[1].DefaultMessageTimeToLive > TimeSpan.FromDays(10_000_000));
    }

    [Theory]
    [InlineData("""{ "Name": "jobs", "Properties": {} }""")]
    [InlineData("""{ "Name": "jobs" }""")]
    public void Unset_values_have_defaults(string queue)
    {
        var definition = Assert.Single(Read(Around(queue)));

        Assert.Equal(new QueueDefinition { Name = "jobs" }, definition);
        Assert.Equal((TimeSpan.FromMinutes(1), 10), (definition.LockDuration, definition.MaxDeliveryCount));
        Assert.Equal(
            (TimeSpan.FromMinutes(10), TimeSpan.MaxValue),
            (definition.DuplicateDetectionHistoryTimeWindow, definition.DefaultMessageTimeToLive));
        Assert.False(definition.RequiresSession || definition.RequiresDuplicateDetection || definition.DeadLetteringOnMessageExpiration);
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "Object")]
    [InlineData("{}", "UserConfig")]
    [InlineData("""{ "UserConfig": {} }""", "Namespaces")]
    [InlineData("""{ "UserConfig": { "Namespaces": [] } }""", "Namespaces")]
    [InlineData("""{ "UserConfig": { "Namespaces": [{}] } }""", "Queues")]
    public void A_file_of_another_shape_is_refused(string content, string hint) => AssertRefused(content, hint);

    [Theory]
    [InlineData("{}", "Name")]
    [InlineData("""{ "Name": null }""", "Name")]
    [InlineData("""{ "Name": "" }""", "Name")]
    [InlineData("""{ "Name": "jobs", "Properties": { "LockDuration": "5 minutes" } }""", "LockDuration")]
    [InlineData("""{ "Name": "jobs", "Properties": { "LockDuration": null } }""", "LockDuration")]
    [InlineData("""{ "Name": "jobs", "Properties": { "LockDuration": 60 } }""", "LockDuration")]
    [InlineData("""{ "Name": "jobs", "Properties": { "LockDuration": "PT0S" } }""", "LockDuration")]
    [InlineData("""{ "Name": "jobs", "Properties": { "DefaultMessageTimeToLive": "P99999999999D" } }""", "DefaultMessageTimeToLive")]
    [InlineData("""{ "Name": "jobs", "Properties": { "DuplicateDetectionHistoryTimeWindow": "-PT1H" } }""", "DuplicateDetectionHistoryTimeWindow")]
    [InlineData("""{ "Name": "jobs", "Properties": { "MaxDeliveryCount": 0 } }""", "MaxDeliveryCount")]
    [InlineData("""{ "Name": "jobs", "Properties": { "MaxDeliveryCount": "ten" } }""", "MaxDeliveryCount")]
    [InlineData("""{ "Name": "jobs", "Properties": { "RequiresSession": "yes" } }""", "RequiresSession")]
    public void A_value_that_cannot_be_is_refused_by_name(string queue, string hint) => AssertRefused(Around(queue), hint);

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains(
            "no-such-file.json",
            Assert.ThrowsAny<IOException>(() => QueueDefinitions.Read("no-such-file.json")).Message,
            StringComparison.Ordinal);

    private static string Around(string queue) => $$"""{ "UserConfig": { "Namespaces": [{ "Queues": [{{queue}}] }] } }""";

    private static void AssertRefused(string content, string hint)
    {
        var failure = Assert.Throws<InvalidDataException>(() => Read(content));

        Assert.Contains("queues-", failure.Message, StringComparison.Ordinal);
        Assert.Contains(hint, failure.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<QueueDefinition> Read(string content)
    {
        var folder = Directory.CreateTempSubdirectory("queues-").FullName;
        var path = Path.Combine(folder, "queues.json");
        File.WriteAllText(path, content);
        try
        {
            return QueueDefinitions.Read(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

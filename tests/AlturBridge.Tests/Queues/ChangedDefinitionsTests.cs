using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class ChangedDefinitionsTests
{
    [Fact]
    public async Task A_queue_defined_twice_is_refused_and_the_folder_stays_free()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        await queues.Broker.DisposeAsync();

        Assert.ThrowsAny<ArgumentException>(() => QueueBroker.Open(queues.Folder, [Plain, Plain], queues.Time));

        Assert.False(File.Exists($"{queues.QueueFile}-wal"), "The file is still open.");
        await queues.ReopenAsync();
        Assert.Equal("a", (await NextAsync(queues.Receiver())).MessageId);
    }

    [Fact]
    public async Task The_messages_of_a_queue_that_is_not_defined_any_more_are_kept()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");

        await queues.ReopenAsync(WithSessions);
        await AssertFailsAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => queues.SendAsync("b"));
        await queues.ReopenAsync();

        Assert.Equal("a", (await NextAsync(queues.Receiver())).MessageId);
    }

    [Fact]
    public async Task A_queue_that_changed_its_case_or_its_sessions_keeps_its_messages()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        await queues.SendToLaneAsync("lane", "b");

        await queues.ReopenAsync(Plain with { Name = "JOBS", RequiresSession = true }, WithSessions with { RequiresSession = false });

        Assert.Equal("a", (await NextAsync(await queues.Client.AcceptNextSessionAsync(Jobs).WaitAsync(Deadline))).MessageId);
        Assert.Equal("b", (await NextAsync(queues.Receiver(Lanes))).MessageId);
    }
}

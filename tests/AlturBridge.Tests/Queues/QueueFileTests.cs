using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class QueueFileTests
{
    [Fact]
    public async Task A_folder_belongs_to_one_broker_at_a_time()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");

        var failure = Assert.Throws<IOException>(() => QueueBroker.Open(queues.Folder, [Plain], queues.Time));

        Assert.Contains(queues.Folder, failure.Message, StringComparison.Ordinal);
        Assert.Contains("--data", failure.Message, StringComparison.Ordinal);
        Assert.Equal("a", (await NextAsync(queues.Receiver())).MessageId);
    }

    /// <summary>Deleting a row leaves its bytes in the file and in the write-ahead log, unless it is cleaned up.</summary>
    [Fact]
    public async Task Nothing_of_a_delivered_message_is_left_after_a_stop()
    {
        await using var queues = new TestQueues();
        for (var message = 0; message < 300; message++)
        {
            await queues.SendAsync($"+1202555{message:D4}");
        }

        var receiver = queues.Receiver();
        for (var message = 0; message < 300; message++)
        {
            await receiver.CompleteMessageAsync(await NextAsync(receiver));
        }

        await queues.Broker.DisposeAsync();

        Assert.All(Directory.GetFiles(queues.Folder), file => Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf("+1202555"u8)));
    }

    [Fact]
    public async Task A_file_that_is_not_a_queue_file_is_named_and_left_alone()
    {
        await using var queues = new TestQueues();
        await queues.Broker.DisposeAsync();
        var garbage = new byte[10_000];
        new Random(1).NextBytes(garbage);

        await AssertRefusedAsync(queues, garbage);
        await AssertRefusedAsync(queues, "not a queue file"u8.ToArray());
        await AssertRefusedAsync(queues, []);
    }

    [Fact]
    public async Task Another_programs_database_is_named_and_left_alone()
    {
        await using var queues = new TestQueues();
        await queues.Broker.DisposeAsync();
        File.Delete(queues.QueueFile);
        queues.Execute("CREATE TABLE songs (title TEXT)");

        await AssertRefusedAsync(queues, await File.ReadAllBytesAsync(queues.QueueFile));
    }

    [Fact]
    public async Task A_first_start_that_was_cut_short_does_no_harm()
    {
        await using var queues = new TestQueues();
        await queues.Broker.DisposeAsync();
        File.Delete(queues.QueueFile);
        queues.Execute("PRAGMA journal_mode = WAL");
        Assert.NotEqual(0, new FileInfo(queues.QueueFile).Length);

        await queues.ReopenAsync();
        await queues.SendAsync("a");

        Assert.Equal("a", (await NextAsync(queues.Receiver())).MessageId);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public async Task A_file_that_lost_its_end_is_refused(double rest)
    {
        await using var queues = new TestQueues();
        await FillAsync(queues);
        var bytes = await File.ReadAllBytesAsync(queues.QueueFile);

        await AssertRefusedAsync(queues, bytes[..(int)(bytes.Length * rest)]);
    }

    [Fact]
    public async Task A_file_with_damaged_pages_is_refused()
    {
        await using var queues = new TestQueues();
        await FillAsync(queues);
        var bytes = await File.ReadAllBytesAsync(queues.QueueFile);
        new Random(1).NextBytes(bytes.AsSpan(bytes.Length / 2, 3 * 4096));

        await AssertRefusedAsync(queues, bytes);
    }

    [Fact]
    public async Task A_file_of_a_newer_bridge_is_refused()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        await queues.Broker.DisposeAsync();
        queues.Execute("PRAGMA user_version = 1000");

        var failure = await AssertRefusedAsync(queues, await File.ReadAllBytesAsync(queues.QueueFile));

        Assert.Contains("newer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_folder_can_be_opened_once_the_file_is_moved_away()
    {
        await using var queues = new TestQueues();
        await queues.Broker.DisposeAsync();
        await AssertRefusedAsync(queues, "not a queue file"u8.ToArray());
        File.Delete(queues.QueueFile);

        await queues.ReopenAsync();

        Assert.Equal(0, queues.Broker.Queue(Jobs).Count);
    }

    /// <summary>SQLite would copy the old file's log into the new one: leads that nobody expects, or a file that cannot be read.</summary>
    [Fact]
    public async Task A_log_whose_file_is_gone_is_named_and_left_alone()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var log = $"{queues.QueueFile}-wal";
        var content = await File.ReadAllBytesAsync(log);
        await queues.Broker.DisposeAsync();
        File.Delete(queues.QueueFile);
        await File.WriteAllBytesAsync(log, content);

        var failure = Assert.Throws<InvalidDataException>(() => QueueBroker.Open(queues.Folder, [Plain], queues.Time));

        Assert.Contains(log, failure.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllBytesAsync(log));
        Assert.False(File.Exists(queues.QueueFile));
        File.Delete(log);
        await queues.ReopenAsync();
        Assert.Equal(0, queues.Broker.Queue(Jobs).Count);
    }

    /// <summary>Whoever moved it away would lose its messages.</summary>
    [Fact]
    public async Task A_sound_file_that_cannot_be_written_now_is_not_said_to_be_damaged()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        await queues.Broker.DisposeAsync();
        Directory.CreateDirectory($"{queues.QueueFile}-wal");

        var failure = Assert.Throws<IOException>(() => QueueBroker.Open(queues.Folder, [Plain], queues.Time));

        Assert.StartsWith($"{queues.QueueFile} cannot be used (", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Leave it where it is", failure.Message, StringComparison.Ordinal);
        Directory.Delete($"{queues.QueueFile}-wal");
        await queues.ReopenAsync();
        Assert.Equal("a", (await NextAsync(queues.Receiver())).MessageId);
    }

    private static async Task FillAsync(TestQueues queues)
    {
        var sender = queues.Client.CreateSender(Jobs);
        await sender.SendMessagesAsync(Enumerable.Range(0, 200).Select(_ => new ServiceBusMessage(new byte[2000])));
        await queues.Broker.DisposeAsync();
    }

    private static async Task<InvalidDataException> AssertRefusedAsync(TestQueues queues, byte[] content)
    {
        await File.WriteAllBytesAsync(queues.QueueFile, content);

        var failure = Assert.Throws<InvalidDataException>(() => QueueBroker.Open(queues.Folder, [Plain], queues.Time));

        Assert.Contains(queues.QueueFile, failure.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllBytesAsync(queues.QueueFile));
        return failure;
    }
}

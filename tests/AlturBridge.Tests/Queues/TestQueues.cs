using System.Diagnostics.CodeAnalysis;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using Azure.Messaging.ServiceBus;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.Tests.Queues;

/// <summary>A broker in a separate folder, which is deleted at the end. Its clock stands still until a test advances it.</summary>
internal sealed class TestQueues : IAsyncDisposable
{
    /// <summary>A plain queue and a session queue with the usual settings.</summary>
    public const string Jobs = "jobs";

    public const string Lanes = "lanes";

    public static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);

    /// <summary>A lock's whole lifetime and a moment more.</summary>
    public static readonly TimeSpan PastTheLock = LockDuration + TimeSpan.FromSeconds(1);

    /// <summary>Only ends a test that would otherwise hang.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly QueueDefinition[] definitions;
    private readonly TimeProvider? otherTime;

    public TestQueues(params QueueDefinition[] definitions)
        : this(null, definitions)
    {
    }

    public TestQueues(TimeProvider? otherTime, params QueueDefinition[] definitions)
    {
        this.otherTime = otherTime;
        this.definitions = definitions.Length > 0 ? definitions : [Plain, WithSessions];
        Folder = Directory.CreateTempSubdirectory("queues-").FullName;
        Open(this.definitions);
    }

    public static QueueDefinition Plain =>
        new() { Name = Jobs, LockDuration = LockDuration, MaxDeliveryCount = 3, DeadLetteringOnMessageExpiration = true };

    public static QueueDefinition WithSessions => Plain with { Name = Lanes, RequiresSession = true };

    public string Folder { get; private set; }

    public string QueueFile => Path.Combine(Folder, "queues.db");

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public QueueBroker Broker { get; private set; } = null!;

    public ServiceBusClient Client { get; private set; } = null!;

    public static ServiceBusMessage Message(string id, string? session = null) => session is null
        ? new ServiceBusMessage(id) { MessageId = id }
        : new ServiceBusMessage(id) { MessageId = id, SessionId = session };

    public Task SendAsync(params string[] ids) => Client.CreateSender(Jobs).SendMessagesAsync(ids.Select(id => Message(id)));

    public Task SendToLaneAsync(string session, params string[] ids) =>
        Client.CreateSender(Lanes).SendMessagesAsync(ids.Select(id => Message(id, session)));

    public ServiceBusReceiver Receiver(string queue = Jobs) => Client.CreateReceiver(queue);

    public ServiceBusReceiver DeadLetters(string queue = Jobs) =>
        Client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    public Task<ServiceBusSessionReceiver> AcceptAsync(string session) => Client.AcceptSessionAsync(Lanes, session);

    public Task<ServiceBusSessionReceiver> AcceptNextAsync() => Client.AcceptNextSessionAsync(Lanes).WaitAsync(Deadline);

    /// <summary>The next message, however long the machine takes.</summary>
    public static async Task<ServiceBusReceivedMessage> NextAsync(ServiceBusReceiver receiver)
    {
        var message = await receiver.ReceiveMessageAsync().WaitAsync(Deadline);
        Assert.NotNull(message);
        return message;
    }

    /// <summary>Asserts that a receiver waits a second in vain.</summary>
    public async Task AssertNothingAsync(ServiceBusReceiver receiver)
    {
        var receive = receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(1));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await receive.WaitAsync(Deadline));
    }

    public static async Task AssertFailsAsync(ServiceBusFailureReason reason, Func<Task> action) =>
        Assert.Equal(reason, (await Assert.ThrowsAsync<ServiceBusException>(action)).Reason);

    /// <summary>Closes the broker properly and opens the folder again.</summary>
    public async Task ReopenAsync(params QueueDefinition[] others)
    {
        await Broker.DisposeAsync();
        Open(others.Length > 0 ? others : definitions);
    }

    /// <summary>Continues with what the disk holds now, as after a crash.</summary>
    public async Task CrashAsync()
    {
        var copy = Directory.CreateTempSubdirectory("queues-").FullName;
        foreach (var file in Directory.GetFiles(Folder, "queues.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        await Broker.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        Folder = copy;
        Open(definitions);
    }

    /// <summary>Makes every such operation on such tables fail, as on a full disk.</summary>
    /// <param name="operation">INSERT, UPDATE or DELETE.</param>
    /// <param name="tables">A pattern of LIKE.</param>
    public void Refuse(string operation, string tables) =>
        Execute(Names("table", tables).Select(
            table => $"CREATE TRIGGER refuse_{table} BEFORE {operation} ON {table} BEGIN SELECT RAISE(ABORT, 'disk full'); END;"));

    /// <summary>The disk has room again.</summary>
    public void Repair() => Execute(Names("trigger", "refuse_%").Select(trigger => $"DROP TRIGGER {trigger};"));

    private void Execute(IEnumerable<string> statements) => Execute(string.Concat(statements));

    private List<string> Names(string type, string pattern)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = QueueFile, Pooling = false }.ToString());
        connection.Open();
        using var command = new SqliteCommand("SELECT name FROM sqlite_schema WHERE type = $type AND name LIKE $pattern", connection);
        command.Parameters.AddWithValue("$type", type);
        command.Parameters.AddWithValue("$pattern", pattern);
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }

    /// <summary>Meddles with the queue file behind the broker's back.</summary>
    [SuppressMessage(
        "Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Every statement is a constant of a test.")]
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = QueueFile, Pooling = false }.ToString());
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private void Open(QueueDefinition[] queues)
    {
        Broker = QueueBroker.Open(Folder, queues, otherTime ?? Time);
        Client = new EmbeddedServiceBusClient(Broker);
    }
}

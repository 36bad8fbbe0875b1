namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// Queues with the guarantees of Azure Service Bus, in one file. Decisions are made in memory under one gate and take effect once the
/// journal has them on disk.
/// </summary>
public sealed class QueueBroker : IAsyncDisposable
{
    /// <summary>256 KB, as in Service Bus Standard: content and properties of one message.</summary>
    public const int MaxMessageBytes = 256 * 1024;

    private const string FileName = "queues.db";
    private const long SequenceNumbersPerReservation = 10_000;

    private readonly Dictionary<string, BrokerQueue> queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly FileStream folderLock;
    private readonly Journal journal;
    private readonly Alarm alarm;
    private long nextSequenceNumber;
    private long reservedUntil;
    private bool isClosed;

    private QueueBroker(FileStream folderLock, MessageStore store, TimeProvider time)
    {
        this.folderLock = folderLock;
        Store = store;
        Time = time;
        journal = new Journal(store, Gate);
        alarm = new Alarm(time, RunDue);
        nextSequenceNumber = reservedUntil = store.NextSequenceNumber();
    }

    internal Lock Gate { get; } = new();

    internal TimeProvider Time { get; }

    internal MessageStore Store { get; }

    internal ContentCache Cache { get; } = new();

    internal long Now => Time.GetUtcNow().UtcTicks;

    /// <summary>Opens the queues in a folder, which only one process may use at a time, and creates them as defined.</summary>
    /// <exception cref="InvalidDataException">The file is not a queue file or is damaged; it is left unchanged.</exception>
    /// <exception cref="IOException">Another process is using the folder, or it cannot be written.</exception>
    public static QueueBroker Open(string folder, IEnumerable<QueueDefinition> definitions, TimeProvider time)
    {
        var folderLock = LockFolder(folder);

        try
        {
            var store = MessageStore.Open(Path.Combine(folder, FileName));
            var broker = new QueueBroker(folderLock, store, time);
            try
            {
                broker.Load(definitions);
                return broker;
            }
            catch
            {
                broker.Close();
                throw;
            }
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <param name="path">A queue's name, optionally followed by <c>/$deadletterqueue</c>.</param>
    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">MessagingEntityNotFound.</exception>
    public BrokerQueue Queue(string path) => queues.TryGetValue(path, out var queue) ? queue : throw BrokerFailure.EntityNotFound(path);

    /// <summary>Makes a harmless write to find out whether writing works.</summary>
    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">Writing failed.</exception>
    public Task TryWriteAsync()
    {
        lock (Gate)
        {
            ThrowIfClosed();
            var reserved = reservedUntil;
            return Submit(store => store.ReserveSequenceNumbers(reserved));
        }
    }

    /// <summary>Ends the locks of the chosen locked sessions as if they had expired: for tests and load runs.</summary>
    public void LoseSessions(Func<IReadOnlyList<string>, IEnumerable<string>> choose)
    {
        lock (Gate)
        {
            foreach (var queue in queues.Values)
            {
                foreach (var session in choose([.. queue.HeldSessions]).ToList())
                {
                    queue.LoseSession(session);
                }
            }
        }
    }

    /// <summary>Ends all waits, writes pending changes, and releases the folder.</summary>
    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>Call under the gate.</summary>
    internal Task Submit(Action<MessageStore>? write = null, Action? apply = null, Action? undo = null) =>
        Submit(new SmallChange(write, apply, undo));

    /// <summary>Call under the gate.</summary>
    internal Task Submit(Change change) => journal.Submit(change);

    /// <summary>Call under the gate.</summary>
    internal void ThrowIfClosed()
    {
        if (isClosed)
        {
            throw BrokerFailure.Closed();
        }
    }

    /// <summary>
    /// Never repeats a number, not even after a crash: numbers are reserved in the file before they are used. Call under the gate.
    /// </summary>
    internal long TakeSequenceNumber()
    {
        if (nextSequenceNumber == reservedUntil)
        {
            reservedUntil += SequenceNumbersPerReservation;
            var reserved = reservedUntil;
            // Numbers taken before the failure is known belong to changes that also fail.
            Submit(store => store.ReserveSequenceNumbers(reserved), undo: () => reservedUntil = nextSequenceNumber);
        }

        return nextSequenceNumber++;
    }

    /// <summary>Wakes the broker no later than this. Call under the gate.</summary>
    internal void WakeAt(long ticks) => alarm.SetNoLaterThan(ticks);

    private void Close()
    {
        lock (Gate)
        {
            isClosed = true;
            foreach (var queue in queues.Values)
            {
                queue.Close();
            }
        }

        alarm.Dispose();
        journal.Dispose();
        Store.Dispose();
        folderLock.Dispose();
    }

    private static FileStream LockFolder(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new IOException("--data is empty: name the folder for the queues, such as --data .altur-bridge.");
        }

        try
        {
            OwnFiles.CreateFolder(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The folder {Path.GetFullPath(folder)} cannot be made: {exception.Message} Choose another with --data.", exception);
        }

        try
        {
            return OwnFiles.Open(Path.Combine(folder, "lock"), FileMode.OpenOrCreate);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The folder {Path.GetFullPath(folder)} cannot be used: {exception.Message} If another bridge uses it, stop that one. If "
                    + "not, let this user write it, or choose another folder with --data.",
                exception);
        }
    }

    private void Load(IEnumerable<QueueDefinition> definitions)
    {
        var byId = new Dictionary<int, BrokerQueue>();
        foreach (var definition in definitions)
        {
            var deadLetters = new QueueDefinition
            {
                Name = $"{definition.Name}/{BrokerQueue.DeadLetterSuffix}",
                LockDuration = definition.LockDuration,
                MaxDeliveryCount = int.MaxValue,
                DefaultMessageTimeToLive = definition.DeadLetterRetention,
            };
            var deadLetterQueue = Add(new BrokerQueue(this, deadLetters, Store.QueueId(deadLetters.Name), deadLetters: null));
            Add(new BrokerQueue(this, definition, Store.QueueId(definition.Name), deadLetterQueue));
        }

        lock (Gate)
        {
            foreach (var (queue, session, state) in Store.LoadStates().Where(row => byId.ContainsKey(row.Queue)))
            {
                byId[queue].LoadState(session, state);
            }

            foreach (var (queue, sequenceNumber, key, seenAt) in Store.LoadDuplicates().Where(row => byId.ContainsKey(row.Queue)))
            {
                byId[queue].LoadDuplicate(sequenceNumber, key, seenAt);
            }

            // A dead-letter queue comes before its queue, which may add to it while loading.
            foreach (var queue in byId.Values)
            {
                queue.Load();
            }
        }

        BrokerQueue Add(BrokerQueue queue)
        {
            queues.Add(queue.Definition.Name, queue);
            byId.Add(queue.Id, queue);
            return queue;
        }
    }

    private void RunDue()
    {
        lock (Gate)
        {
            if (isClosed)
            {
                return;
            }

            var next = long.MaxValue;
            foreach (var queue in queues.Values)
            {
                queue.RunDue(Now);
                next = Math.Min(next, queue.NextDue);
            }

            alarm.SetNoLaterThan(next);
        }
    }
}

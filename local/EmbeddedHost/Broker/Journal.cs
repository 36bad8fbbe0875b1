using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// Writes changes in the order submitted, batching whatever is pending into one transaction: many writers share one fsync. A change becomes
/// visible only once it is on disk.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int ManyWaiters = 16;

    private readonly MessageStore store;
    private readonly Lock gate;
    private readonly Thread thread;
    private readonly object signal = new();
    private List<Change> pending = [];
    private bool isClosed;

    public Journal(MessageStore store, Lock gate)
    {
        this.store = store;
        this.gate = gate;
        thread = new Thread(Run) { IsBackground = true, Name = "queue journal" };
        thread.Start();
    }

    /// <summary>
    /// Call under the gate, so that changes are written in the order they were decided. A closed journal fails a change without undoing it:
    /// the in-memory queues are gone too.
    /// </summary>
    public Task Submit(Change change)
    {
        lock (signal)
        {
            if (isClosed)
            {
                change.SetException(BrokerFailure.Closed());
                return change.Task;
            }

            pending.Add(change);
            Monitor.Pulse(signal);
        }

        return change.Task;
    }

    /// <summary>Writes what was submitted, then stops.</summary>
    public void Dispose()
    {
        lock (signal)
        {
            isClosed = true;
            Monitor.Pulse(signal);
        }

        thread.Join();
    }

    private void Run()
    {
        while (TakePending() is { Count: > 0 } batch)
        {
            try
            {
                store.InTransaction(batch);
            }
            catch (SqliteException exception)
            {
                Fail(batch, exception);
                continue;
            }

            lock (gate)
            {
                batch.ForEach(static change => change.Apply());
            }

            if (batch.Count < ManyWaiters)
            {
                batch.ForEach(static change => change.SetResult());
            }
            else
            {
                // On a thread-pool thread, where waking hundreds of waiters is cheap, while this one keeps writing.
                ThreadPool.UnsafeQueueUserWorkItem(
                    static written => written.ForEach(static change => change.SetResult()), batch, preferLocal: false);
            }
        }
    }

    private List<Change> TakePending()
    {
        lock (signal)
        {
            while (pending.Count == 0 && !isClosed)
            {
                Monitor.Wait(signal);
            }

            return Interlocked.Exchange(ref pending, []);
        }
    }

    /// <summary>
    /// Later decisions depend on what could not be written, so they fail too: a duplicate of a message that was never stored, for example.
    /// </summary>
    private void Fail(List<Change> batch, SqliteException exception)
    {
        lock (gate)
        {
            lock (signal)
            {
                batch.AddRange(Interlocked.Exchange(ref pending, []));
            }

            for (var index = batch.Count - 1; index >= 0; index--)
            {
                batch[index].Undo();
            }
        }

        var failure = BrokerFailure.NotWritten(exception);
        batch.ForEach(change => change.SetException(failure));
    }
}

using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// Writes changes in the order they were submitted, as many as have gathered in one transaction: many writers share one fsync. A change
/// becomes visible only after it is on the disk.
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
    /// Call under the gate, so that the order of writing is the order of deciding. A closed journal fails a change without undoing it: the
    /// queues in memory have ended with it.
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

    /// <summary>Writes what was submitted and ends.</summary>
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
                // On a thread of the pool, where waking hundreds of waiters is cheap, while this one writes on.
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
    /// What was decided since builds on what could not be written, so it fails too: a duplicate of a message that was never stored, say.
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

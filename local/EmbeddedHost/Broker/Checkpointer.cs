using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// Checkpoints the write-ahead log into the queue file off the journal's thread, so that no writer waits for it: left to SQLite, one commit
/// every few thousand pages takes fifty times as long as the others.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly int commitsBetween;
    private readonly AutoResetEvent due = new(false);
    private readonly Thread thread;
    private volatile bool isClosed;
    private int commits;

    /// <param name="connection">A dedicated connection; disposed with this.</param>
    /// <param name="commitsBetween">How many commits between checkpoints.</param>
    public Checkpointer(SqliteConnection connection, int commitsBetween)
    {
        (this.connection, this.commitsBetween) = (connection, commitsBetween);
        thread = new Thread(Run) { IsBackground = true, Name = "queue checkpoints" };
        thread.Start();
    }

    /// <summary>Called by the journal's thread after each commit.</summary>
    public void Committed()
    {
        if (++commits == commitsBetween)
        {
            commits = 0;
            due.Set();
        }
    }

    public void Dispose()
    {
        if (isClosed)
        {
            return;
        }

        isClosed = true;
        due.Set();
        thread.Join();
        connection.Dispose();
        due.Dispose();
    }

    private void Run()
    {
        using var checkpoint = new SqliteCommand("PRAGMA wal_checkpoint(PASSIVE)", connection);
        while (due.WaitOne() && !isClosed)
        {
            try
            {
                checkpoint.ExecuteNonQuery();
            }
            catch (SqliteException)
            {
                // Disk full, for example. Nothing is lost: the log stays, the next checkpoint copies it, and a failed commit says why.
            }
        }
    }
}

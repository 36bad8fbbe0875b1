using AlturBridge.EmbeddedHost.Broker;
using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Journal;

/// <summary>
/// Hashes of all leads in the journal's file, some 30 bytes each: a new lead, as almost all are, is not looked for in the file, where that
/// takes longer than anything else the journal does.
/// </summary>
internal sealed class WrittenLeads
{
    private readonly HashSet<long> hashes = [];
    private volatile bool isLoaded;

    /// <param name="connect">Opens the file, which is read in the background.</param>
    public WrittenLeads(Func<SqliteConnection> connect) => _ = Task.Run(() => Read(connect));

    public void Add(long hash)
    {
        lock (hashes)
        {
            hashes.Add(hash);
        }
    }

    /// <summary>True for every lead until all are loaded.</summary>
    public bool MayContain(long hash)
    {
        if (!isLoaded)
        {
            return true;
        }

        lock (hashes)
        {
            return hashes.Contains(hash);
        }
    }

    /// <summary>If the file cannot be read, every lead is looked for in it: that request says what is wrong.</summary>
    private void Read(Func<SqliteConnection> connect)
    {
        using var connection = connect();
        using var command = connection.Command("SELECT DISTINCT hash FROM events");
        long[] known = [.. command.ReadAll(row => row.GetInt64(0))];
        lock (hashes)
        {
            hashes.UnionWith(known);
        }

        isLoaded = true;
    }
}

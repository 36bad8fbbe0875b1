using AlturBridge.EmbeddedHost.Broker;
using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Journal;

/// <summary>
/// The leads in the journal's file, numbered in the order they came: some 40 bytes each. A new lead, as almost all are, is not looked for
/// in the file, and events filed under ascending numbers change few of its pages.
/// </summary>
internal sealed class LeadNumbers
{
    private readonly Dictionary<long, long> byHash = [];

    public LeadNumbers(SqliteConnection connection)
    {
        using var command = connection.Command("SELECT hash, number FROM numbers");
        foreach (var (hash, number) in command.ReadAll(row => (row.GetInt64(0), row.GetInt64(1))))
        {
            byHash[hash] = number;
            Last = Math.Max(Last, number);
        }
    }

    /// <summary>The highest number; 0 if there is none. For the writer.</summary>
    public long Last { get; private set; }

    /// <returns>Null for a lead that is not in the file.</returns>
    public long? Find(long hash)
    {
        lock (byHash)
        {
            return byHash.TryGetValue(hash, out var number) ? number : null;
        }
    }

    public void Add(Dictionary<long, long> added)
    {
        lock (byHash)
        {
            foreach (var (hash, number) in added)
            {
                byHash.Add(hash, number);
                Last = number;
            }
        }
    }

    public void Remove(IEnumerable<long> hashes)
    {
        lock (byHash)
        {
            foreach (var hash in hashes)
            {
                byHash.Remove(hash);
            }
        }
    }
}

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
    private long last;

    public LeadNumbers(SqliteConnection connection)
    {
        using var command = connection.Command("SELECT hash, number FROM numbers");
        foreach (var (hash, number) in command.ReadAll(row => (row.GetInt64(0), row.GetInt64(1))))
        {
            byHash[hash] = number;
            last = Math.Max(last, number);
        }
    }

    /// <returns>Null for a lead that is not in the file.</returns>
    public long? Find(long hash)
    {
        lock (byHash)
        {
            return byHash.TryGetValue(hash, out var number) ? number : null;
        }
    }

    /// <summary>The number of the lead that becomes the next but this many.</summary>
    public long Next(int before) => last + before + 1;

    public void Add(Dictionary<long, long> added)
    {
        lock (byHash)
        {
            foreach (var (hash, number) in added)
            {
                byHash.Add(hash, number);
                last = number;
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

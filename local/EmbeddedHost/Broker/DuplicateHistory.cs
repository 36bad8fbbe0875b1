using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// The MessageIds a queue has seen within its window, as 128 bits of their SHA-256 so that millions fit. Used under the broker's gate.
/// </summary>
internal sealed class DuplicateHistory(TimeSpan window)
{
    /// <summary>Service Bus's limit, in characters.</summary>
    private const int MaxIdLength = 128;

    /// <summary>One per thread: creating one takes longer than hashing.</summary>
    [ThreadStatic]
    private static IncrementalHash? hasher;

    private readonly Dictionary<UInt128, long> seen = [];
    private readonly Queue<(long SequenceNumber, UInt128 Key, long SeenAt)> order = new();

    public static UInt128 KeyOf(string messageId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var sha256 = hasher ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(MaxIdLength)];
        sha256.AppendData(
            messageId.Length <= MaxIdLength ? bytes[..Encoding.UTF8.GetBytes(messageId, bytes)] : Encoding.UTF8.GetBytes(messageId));
        sha256.GetHashAndReset(hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <returns>False if the id was seen within the window.</returns>
    public bool TryAdd(UInt128 key, long sequenceNumber, long now)
    {
        ref var seenAt = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, key, out var isKnown);
        if (isKnown && seenAt > now - window.Ticks)
        {
            return false;
        }

        seenAt = now;
        order.Enqueue((sequenceNumber, key, now));
        return true;
    }

    /// <summary>The send failed.</summary>
    public void Remove(UInt128 key) => seen.Remove(key);

    /// <summary>Drops ids that have left the window.</summary>
    /// <returns>The last sequence number dropped, or null.</returns>
    public long? Prune(long now)
    {
        long? last = null;
        while (order.TryPeek(out var oldest) && oldest.SeenAt <= now - window.Ticks)
        {
            order.Dequeue();
            last = oldest.SequenceNumber;
            if (seen.TryGetValue(oldest.Key, out var at) && at == oldest.SeenAt)
            {
                seen.Remove(oldest.Key);
            }
        }

        return last;
    }
}

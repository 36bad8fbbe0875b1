using System.Buffers.Binary;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>The MessageIds that one transaction adds to a queue's <see cref="DuplicateHistory"/>, 16 bytes each.</summary>
internal sealed class SeenIds
{
    private const int Size = 16;

    private readonly List<UInt128> keys = [];

    public long LastSequenceNumber { get; private set; }

    public long LastSeenAt { get; private set; }

    public void Add(UInt128 key, long sequenceNumber, long seenAt)
    {
        keys.Add(key);
        (LastSequenceNumber, LastSeenAt) = (sequenceNumber, seenAt);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[keys.Count * Size];
        for (var index = 0; index < keys.Count; index++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(index * Size), keys[index]);
        }

        return bytes;
    }

    public static IEnumerable<UInt128> Read(byte[] bytes)
    {
        for (var offset = 0; offset < bytes.Length; offset += Size)
        {
            yield return BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(offset));
        }
    }
}

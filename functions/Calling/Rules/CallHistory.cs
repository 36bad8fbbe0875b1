using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace AlturBridge.Calling.Rules;

/// <summary>
/// The calls a lane began, for the rules that count them: 6 bytes each, so that 20,000 fit in the lane's state with everything else. A
/// number is stored as 32 bits of its hash: with 20,000 numbers in a lane, one in 200,000 is mistaken for another and called later.
/// </summary>
[JsonConverter(typeof(CallHistoryConverter))]
public sealed class CallHistory
{
    /// <summary>Beyond this, the oldest are forgotten first.</summary>
    public const int Capacity = 20_000;

    private const int EntrySize = 6;

    /// <summary>Oldest first.</summary>
    private readonly Entry[] calls;

    private CallHistory(Entry[] calls) => this.calls = calls;

    public static CallHistory Empty { get; } = new([]);

    public int Count => calls.Length;

    /// <summary>Times are rounded up to the minute, so that no rule ends early.</summary>
    public CallHistory With(string number, DateTimeOffset at)
    {
        var entry = new Entry(HashOf(number), MinuteOf(at));
        var kept = calls.Length < Capacity ? calls : calls[^(Capacity - 1)..];
        var later = kept.Length;
        while (later > 0 && kept[later - 1].Minute > entry.Minute)
        {
            later--;
        }

        return new([.. kept.AsSpan(0, later), entry, .. kept.AsSpan(later)]);
    }

    /// <summary>Removes one call: it was certainly not placed.</summary>
    public CallHistory Without(string number, DateTimeOffset at) =>
        Array.LastIndexOf(calls, new Entry(HashOf(number), MinuteOf(at))) is var index and >= 0
            ? new([.. calls.AsSpan(0, index), .. calls.AsSpan(index + 1)])
            : this;

    public CallHistory Since(DateTimeOffset time)
    {
        var first = Array.FindIndex(calls, call => call.Minute >= MinuteOf(time));
        return first switch
        {
            0 => this,
            < 0 => Empty,
            _ => new(calls[first..]),
        };
    }

    /// <returns>When the last call but <paramref name="others"/> began; null if there were fewer.</returns>
    public DateTimeOffset? LastBut(int others) => others < calls.Length ? TimeOf(calls[^(others + 1)]) : null;

    /// <inheritdoc cref="LastBut(int)"/>
    public DateTimeOffset? LastBut(int others, string number)
    {
        var hash = HashOf(number);
        for (var index = calls.Length - 1; index >= 0; index--)
        {
            if (calls[index].Number == hash && others-- == 0)
            {
                return TimeOf(calls[index]);
            }
        }

        return null;
    }

    /// <summary>The minute of the last call, then for each call the number's hash and how many minutes before the last it was.</summary>
    public byte[] ToBytes()
    {
        if (calls.Length == 0)
        {
            return [];
        }

        var last = calls[^1].Minute;
        var recent = calls.Where(call => last - call.Minute <= ushort.MaxValue).ToArray();
        var bytes = new byte[sizeof(uint) + (recent.Length * EntrySize)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, last);
        foreach (var (index, call) in recent.Index())
        {
            var entry = bytes.AsSpan(sizeof(uint) + (index * EntrySize), EntrySize);
            BinaryPrimitives.WriteUInt32BigEndian(entry, call.Number);
            BinaryPrimitives.WriteUInt16BigEndian(entry[sizeof(uint)..], (ushort)(last - call.Minute));
        }

        return bytes;
    }

    /// <returns>Null for bytes that did not come from <see cref="ToBytes"/>.</returns>
    public static CallHistory? FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return Empty;
        }

        if (bytes.Length < sizeof(uint) || (bytes.Length - sizeof(uint)) % EntrySize != 0)
        {
            return null;
        }

        var last = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var calls = new Entry[(bytes.Length - sizeof(uint)) / EntrySize];
        for (var index = 0; index < calls.Length; index++)
        {
            var entry = bytes.Slice(sizeof(uint) + (index * EntrySize), EntrySize);
            calls[index] = new Entry(
                BinaryPrimitives.ReadUInt32BigEndian(entry), last - BinaryPrimitives.ReadUInt16BigEndian(entry[sizeof(uint)..]));
        }

        return new(calls);
    }

    private static DateTimeOffset TimeOf(Entry call) => DateTimeOffset.UnixEpoch.AddMinutes(call.Minute);

    private static uint MinuteOf(DateTimeOffset time) => (uint)Math.Clamp(
        (time - DateTimeOffset.UnixEpoch + TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1)).Ticks / TimeSpan.TicksPerMinute,
        0,
        uint.MaxValue);

    private static uint HashOf(string number) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(number)).AsSpan(^sizeof(uint)..));

    private readonly record struct Entry(uint Number, uint Minute);
}

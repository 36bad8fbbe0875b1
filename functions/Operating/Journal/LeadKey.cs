using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.Operating.Journal;

/// <summary>
/// The keys under which the journal keeps leads. They contain only characters valid in a table key, and sort the newest lead first.
/// </summary>
public static class LeadKey
{
    private const int HashDigits = 32;
    private const int TimeDigits = 19;

    private static readonly SearchValues<char> HashCharacters = SearchValues.Create("0123456789abcdef");

    /// <summary>The key of a lead's events.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashDigits];

    /// <summary>The key of a lead in the list of all: a lead that is sent again after a day is a new one.</summary>
    public static string Of(DateTimeOffset receivedAt, string lead) => $"{Reversed(receivedAt)}-{Hash(lead)}";

    /// <summary>The first 64 bits of the hash, for a store that sorts by numbers; two leads may share them.</summary>
    public static long Number(string text) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The time in UTC ticks and the number of the lead that a valid key names.</summary>
    public static (long ReceivedAt, long Number) Numbers(string key) => (
        DateTimeOffset.MaxValue.UtcTicks - long.Parse(key.AsSpan(0, TimeDigits), CultureInfo.InvariantCulture),
        long.Parse(key.AsSpan(TimeDigits + 1, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    /// <summary>The beginning of a key: those of leads received later sort before it.</summary>
    public static string Reversed(DateTimeOffset time) =>
        (DateTimeOffset.MaxValue.UtcTicks - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    public static bool IsKey(string text) =>
        text.Length == TimeDigits + 1 + HashDigits && text[TimeDigits] == '-' && text.AsSpan(0, TimeDigits)
            .IndexOfAnyExceptInRange('0', '9') < 0
            && text.AsSpan(TimeDigits + 1).IndexOfAnyExcept(HashCharacters) < 0;
}

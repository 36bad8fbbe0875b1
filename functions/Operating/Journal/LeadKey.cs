using System.Buffers;
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

    /// <summary>What every key of a lead received later than this sorts before.</summary>
    public static string Reversed(DateTimeOffset time) =>
        (DateTimeOffset.MaxValue.UtcTicks - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    public static bool IsKey(string text) =>
        text.Length == TimeDigits + 1 + HashDigits && text[TimeDigits] == '-' && text.AsSpan(0, TimeDigits)
            .IndexOfAnyExceptInRange('0', '9') < 0
            && text.AsSpan(TimeDigits + 1).IndexOfAnyExcept(HashCharacters) < 0;
}

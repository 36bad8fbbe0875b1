using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.Messages;

/// <summary>
/// A lane is a session of the <c>calls</c> queue: one call at a time, in order. A phone number is always in the same lane, so nobody is
/// called twice at once.
/// </summary>
public sealed class Lanes(int count)
{
    private const string Prefix = "lane-";

    /// <param name="lane">The lane of a number (<see cref="Of"/>).</param>
    /// <returns>Which one this is, from 0.</returns>
    public static int IndexOf(string lane) => int.Parse(lane.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>
    /// The lane, stable across processes, machines and versions: the first 8 bytes of the number's SHA-256, modulo the number of lanes.
    /// </summary>
    public string Of(string phoneNumber)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(phoneNumber));
        var lane = BinaryPrimitives.ReadUInt64BigEndian(hash) % (ulong)count;

        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{lane}");
    }
}

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

    public string Of(string phoneNumber) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{IndexOf(phoneNumber)}");

    /// <summary>
    /// The lane, from 0, stable across processes, machines and versions: the first 8 bytes of the number's SHA-256, modulo the number of
    /// lanes.
    /// </summary>
    public int IndexOf(string phoneNumber)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(phoneNumber));
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % (ulong)count);
    }
}

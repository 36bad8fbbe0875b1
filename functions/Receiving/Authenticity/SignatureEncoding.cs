using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace AlturBridge.Receiving.Authenticity;

/// <summary>Hex or base64, read strictly: the same bytes cannot be written in two ways, but for the case of hex digits.</summary>
public sealed class SignatureEncoding
{
    private static readonly Dictionary<string, SignatureEncoding> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hex"] = new("hex", FromHex),
        ["base64"] = new("base64", FromBase64),
    };

    private readonly Func<string, byte[]?> read;

    private SignatureEncoding(string name, Func<string, byte[]?> read)
    {
        Name = name;
        this.read = read;
    }

    public static IEnumerable<string> Names => ByName.Keys;

    public string Name { get; }

    public static bool TryFind(string? name, [NotNullWhen(true)] out SignatureEncoding? encoding) => ByName.TryGetValue(name ?? string.Empty, out encoding);

    public bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = read(text);
        return bytes is not null;
    }

    private static byte[]? FromHex(string text)
    {
        var bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done ? bytes : null;
    }

    /// <summary>Written again it must be the same text: white space and stray bits in the last character would pass otherwise.</summary>
    private static byte[]? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text ? bytes[..length] : null;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace AlturBridge.Receiving.Authenticity;

/// <summary>What the header of a signature holds.</summary>
/// <param name="Signatures">Decoded, each of the algorithm's length; at least one.</param>
/// <param name="Timestamp">With pairs: <c>t</c>, if there was exactly one.</param>
public sealed record SignatureHeader(IReadOnlyList<byte[]> Signatures, string? Timestamp)
{
    /// <summary>A sender in the middle of a rotation sends two.</summary>
    private const int MaxSignatures = 16;

    public static bool TryRead(SignatureScheme scheme, string text, [NotNullWhen(true)] out SignatureHeader? header, [NotNullWhen(false)] out Verdict.Refused? refusal)
    {
        header = null;
        refusal = null;

        if (scheme.Format == SignatureFormat.Plain && !text.StartsWith(scheme.Prefix, StringComparison.Ordinal))
        {
            refusal = new($"The header {scheme.Header} does not begin with '{scheme.Prefix}': let the sender sign as its recipe says, or set another Signature__Prefix.");
            return false;
        }

        var (signatures, timestamps) = Parts(scheme, text);
        var decoded = signatures
            .Take(MaxSignatures)
            .Select(signature => scheme.Encoding.TryDecode(signature, out var bytes) ? bytes : [])
            .Where(bytes => bytes.Length == scheme.Algorithm.Size)
            .ToList();

        refusal = signatures.Count == 0 ? new($"The header {scheme.Header} holds no {scheme.Version} signature: let the sender sign with {scheme.Version}, a shared secret.")
            : signatures.Count > MaxSignatures ? new($"The header {scheme.Header} holds more than {MaxSignatures} signatures: send one for each secret in use.")
            : decoded.Count == 0 ? new(
                $"The header {scheme.Header} holds no {scheme.Encoding.Name} signature of {scheme.Algorithm.Size} bytes: "
                + "let the sender sign as its recipe says, or set another Signature__Encoding.")
            : null;
        header = refusal is null ? new SignatureHeader(decoded, timestamps.Count == 1 ? timestamps[0] : null) : null;

        return refusal is null;
    }

    private static (IReadOnlyList<string> Signatures, IReadOnlyList<string> Timestamps) Parts(SignatureScheme scheme, string text) => scheme.Format switch
    {
        SignatureFormat.List => (Values(text.Split(' '), scheme.Version, ','), []),
        SignatureFormat.Pairs => (Values(text.Split(','), scheme.Version, '='), Values(text.Split(','), "t", '=')),
        _ => ([text[scheme.Prefix.Length..]], []),
    };

    private static List<string> Values(string[] parts, string name, char separator) =>
        [.. parts.Select(part => part.Trim(' ')).Where(part => part.StartsWith($"{name}{separator}", StringComparison.Ordinal)).Select(part => part[(name.Length + 1)..])];
}

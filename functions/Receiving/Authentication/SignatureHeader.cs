namespace AlturBridge.Receiving.Authentication;

/// <summary>The contents of a signature header.</summary>
/// <param name="Signatures">Decoded, each of the algorithm's length; at least one.</param>
/// <param name="Timestamp">With pairs: <c>t</c>, if there was exactly one.</param>
public sealed record SignatureHeader(IReadOnlyList<byte[]> Signatures, string? Timestamp)
{
    /// <summary>A sender in the middle of a rotation sends two.</summary>
    private const int MaxSignatures = 16;

    /// <exception cref="NotAuthenticException">It holds no signature of the source's scheme, or too many.</exception>
    public static SignatureHeader Read(string setting, SignatureOptions options, string text)
    {
        var parts = options.Format switch
        {
            SignatureFormat.List => text.Split(' '),
            SignatureFormat.Pairs => [.. text.Split(',').Select(part => part.Trim(' '))],
            _ => [text],
        };
        var signatures = After(options.Prefix ?? string.Empty, parts);
        var timestamps = After("t=", parts);
        var decoded = signatures.Take(MaxSignatures)
            .Select(signature => options.Encoding.Decode(signature) ?? [])
            .Where(bytes => bytes.Length == options.Algorithm.Size())
            .ToList();
        var problem = signatures.Count > MaxSignatures ? $"holds more than {MaxSignatures} signatures: send one for each secret in use."
            : decoded.Count > 0 ? null
            : signatures.Count > 0
                ? $"holds no {options.Encoding.ToString().ToLowerInvariant()} signature of {options.Algorithm.Size()} bytes: "
                    + $"have the sender send one, or correct {setting}__Signature__Encoding or {setting}__Signature__Algorithm."
            : $"holds no signature after '{options.Prefix}': have the sender send one, or correct {setting}__Signature__Prefix.";

        return problem is null
            ? new SignatureHeader(decoded, timestamps is [var timestamp] ? timestamp : null)
            : throw new NotAuthenticException($"The header {options.Header} {problem}");
    }

    private static List<string> After(string prefix, string[] parts) =>
        [.. parts.Where(part => part.StartsWith(prefix, StringComparison.Ordinal)).Select(part => part[prefix.Length..])];
}

namespace AlturBridge.Receiving.Authentication;

/// <summary>The contents of a signature header.</summary>
/// <param name="Signatures">Decoded, each of the algorithm's length; at least one.</param>
/// <param name="Timestamp">With pairs: <c>t</c>, if there was exactly one.</param>
public sealed record SignatureHeader(IReadOnlyList<byte[]> Signatures, string? Timestamp)
{
    /// <summary>A sender in the middle of a rotation sends two.</summary>
    private const int MaxSignatures = 16;

    /// <exception cref="NotAuthenticException">It holds no signature of the source's scheme, or too many.</exception>
    public static SignatureHeader Read(SignatureOptions options, string text)
    {
        var (signatures, timestamps) = Parts(options, text);
        var decoded = signatures.Take(MaxSignatures)
            .Select(signature => options.Encoding.Decode(signature) ?? [])
            .Where(bytes => bytes.Length == options.Algorithm.Size())
            .ToList();
        var problem = signatures.Count > MaxSignatures ? $"holds more than {MaxSignatures} signatures: send one for each secret in use."
            : decoded.Count > 0 ? null
            : signatures.Count > 0
                ? $"holds no {options.Encoding.ToString().ToLowerInvariant()} signature of {options.Algorithm.Size()} bytes: "
                    + "have the sender sign as its recipe says, or change Signature__Encoding."
            : options.Format == SignatureFormat.Plain
                ? $"does not begin with '{options.Prefix}': have the sender sign as its recipe says, or change Signature__Prefix."
            : $"holds no {options.Version} signature: have the sender sign with {options.Version}.";

        return problem is null
            ? new SignatureHeader(decoded, timestamps.Count == 1 ? timestamps[0] : null)
            : throw new NotAuthenticException($"The header {options.Header} {problem}");
    }

    private static (IReadOnlyList<string> Signatures, IReadOnlyList<string> Timestamps) Parts(SignatureOptions options, string text) =>
        options.Format switch
    {
        SignatureFormat.List => (Values(text.Split(' '), options.Version, ','), []),
        SignatureFormat.Pairs => (Values(text.Split(','), options.Version, '='), Values(text.Split(','), "t", '=')),
        _ => (text.StartsWith(options.Prefix ?? string.Empty, StringComparison.Ordinal) ? [text[(options.Prefix?.Length ?? 0)..]] : [], []),
    };

    private static List<string> Values(string[] parts, string name, char separator) => parts
        .Select(part => part.Trim(' '))
        .Where(part => part.StartsWith($"{name}{separator}", StringComparison.Ordinal))
        .Select(part => part[(name.Length + 1)..])
        .ToList();
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AlturBridge.Receiving.Authentication;

/// <summary>A request as it arrived, before anything is parsed.</summary>
/// <param name="Method">The HTTP method in capitals.</param>
/// <param name="Url">The address the sender called, character for character; built by <see cref="PublicUrl"/>.</param>
/// <param name="Headers">Every header.</param>
/// <param name="Query">The query, decoded.</param>
/// <param name="Body">The raw bytes.</param>
[SuppressMessage("Design", "CA1054", Justification = "A signature covers the text; a Uri would normalise it.")]
[SuppressMessage("Design", "CA1056", Justification = "A signature covers the text; a Uri would normalise it.")]
public sealed record IncomingRequest(
    string Method, string Url, IHeaderDictionary Headers, IQueryCollection Query, ReadOnlyMemory<byte> Body)
{
    /// <summary>Longer than any genuine secret or list of signatures, in characters.</summary>
    private const int MaxLength = 4096;

    public bool TryReadHeader(string name, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out Verdict.Refused? refusal) =>
        TryRead(Headers[name], $"header {name}", out text, out refusal);

    public bool TryReadParameter(string name, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out Verdict.Refused? refusal) =>
        TryRead(Query[name], $"query parameter {name}", out text, out refusal);

    /// <summary>It must be given exactly once: there is no telling which of two a proxy or another reader would use.</summary>
    private static bool TryRead(
        StringValues values, string what, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out Verdict.Refused? refusal)
    {
        text = values.Count == 1 ? values[0] : null;
        refusal = values.Count > 1 ? new($"The {what} was sent more than once: send it once.")
            : string.IsNullOrEmpty(text) ? new($"The {what} is missing: have the sender add it.")
            : text.Length > MaxLength ? new($"The {what} is longer than {MaxLength} characters: send a shorter one.")
            : null;

        return refusal is null;
    }
}

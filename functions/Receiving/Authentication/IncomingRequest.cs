using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AlturBridge.Receiving.Authentication;

/// <summary>A request as it arrived, before anything is parsed.</summary>
/// <param name="Method">The HTTP method in capitals.</param>
/// <param name="Urls">The addresses the sender may have called, character for character.</param>
/// <param name="Headers">Every header.</param>
/// <param name="Query">The query, decoded.</param>
/// <param name="Body">The raw bytes.</param>
public sealed record IncomingRequest(
    string Method, IReadOnlyList<string> Urls, IHeaderDictionary Headers, IQueryCollection Query, ReadOnlyMemory<byte> Body)
{
    /// <summary>Longer than any genuine secret or list of signatures, in characters.</summary>
    private const int MaxLength = 4096;

    /// <exception cref="NotAuthenticException">It is missing, repeated or too long.</exception>
    public string Header(string name) => Single(Headers[name], $"header {name}");

    /// <exception cref="NotAuthenticException">It is missing, repeated or too long.</exception>
    public string Parameter(string name) => Single(Query[name], $"query parameter {name}");

    /// <summary>It must be given exactly once: there is no telling which of two a proxy or another reader would use.</summary>
    private static string Single(StringValues values, string what) => values switch
    {
        { Count: > 1 } => throw new NotAuthenticException($"The {what} was sent more than once: send it once."),
        [{ Length: > MaxLength }] => throw new NotAuthenticException(
            $"The {what} is longer than {MaxLength} characters: send a shorter one."),
        [{ Length: > 0 } text] => text,
        _ => throw new NotAuthenticException($"The {what} is missing: have the sender add it."),
    };
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

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
    string Method, string Url, IHeaderDictionary Headers, IQueryCollection Query, ReadOnlyMemory<byte> Body);

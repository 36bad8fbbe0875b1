using System.Text;
using System.Text.RegularExpressions;

namespace AlturBridge.Receiving.Authentication;

/// <summary>What a sender signs: literal text with placeholders in braces. There are no other placeholders.</summary>
public sealed partial class SignedContent
{
    public const string Method = "{method}";
    public const string Url = "{url}";
    public const string Body = "{body}";
    public const string Timestamp = "{timestamp}";
    public const string Id = "{id}";

    /// <summary>Placeholders and literal texts, which contain no braces.</summary>
    private readonly IReadOnlyList<string> pieces;

    private SignedContent(IReadOnlyList<string> pieces) => this.pieces = pieces;

    public static string Known { get; } = string.Join(", ", Method, Url, Body, Timestamp, Id);

    /// <returns>Null if a brace is unmatched or a placeholder is not in <see cref="Known"/>.</returns>
    public static SignedContent? Parse(string? template)
    {
        var pieces = Piece().Matches(template ?? string.Empty).Select(piece => piece.Value).ToList();
        return string.Concat(pieces) == (template ?? string.Empty) ? new SignedContent(pieces) : null;
    }

    /// <returns>The addresses the signature may cover: those the sender may have called, and each as HubSpot documents it.</returns>
    public IEnumerable<string> Addresses(IncomingRequest request) => Uses(Url)
        ? request.Urls.Concat(request.Urls.Select(DecodeLikeHubSpot)).Distinct(StringComparer.Ordinal)
        : [string.Empty];

    /// <summary>
    /// By its documentation HubSpot v3 signs the address with some escapes in the query decoded; its libraries sign it unchanged.
    /// Accepting both is safe: none of these characters separates parameters, so both forms are the same query. Requests have no
    /// fragment: a # in the query is part of it.
    /// </summary>
    public static string DecodeLikeHubSpot(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        return query < 0
            ? address
            : address[..query] + HubSpotEscape().Replace(address[query..], escape => Uri.UnescapeDataString(escape.Value));
    }

    public bool Uses(string placeholder) => pieces.Contains(placeholder);

    public byte[] Bytes(IncomingRequest request, string address, string timestamp, string id)
    {
        using var bytes = new MemoryStream();
        foreach (var piece in pieces)
        {
            bytes.Write(piece switch
            {
                Body => request.Body.Span,
                Method => Encoding.UTF8.GetBytes(request.Method),
                Url => Encoding.UTF8.GetBytes(address),
                Timestamp => Encoding.UTF8.GetBytes(timestamp),
                Id => Encoding.UTF8.GetBytes(id),
                _ => Encoding.UTF8.GetBytes(piece),
            });
        }

        return bytes.ToArray();
    }

    [GeneratedRegex(@"\G(?:\{(?:method|url|body|timestamp|id)\}|[^{}]+)")]
    private static partial Regex Piece();

    /// <summary><c>: / ? @ ! $ ' ( ) * , ;</c></summary>
    [GeneratedRegex("%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HubSpotEscape();
}

using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using AlturBridge.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace AlturBridge.Receiving.Authentication;

/// <summary>The address a sender called. Behind a gateway the request shows a different one, and some signatures cover it.</summary>
[SuppressMessage("Design", "CA1055", Justification = "A signature covers the text; a Uri would normalise it.")]
[SuppressMessage("Design", "CA1054", Justification = "A signature covers the text; a Uri would normalise it.")]
public static partial class PublicUrl
{
    /// <summary>The configured address, else the one in the request, with the query exactly as it arrived.</summary>
    public static string Of(string? publicUrl, HttpRequest request) =>
        $"{(string.IsNullOrEmpty(publicUrl) ? Shown(request) : publicUrl)}{request.QueryString.Value}";

    /// <summary>
    /// The addresses that a preview request may be signed for: the source's route, if it was recorded there, and the preview's own.
    /// </summary>
    public static IReadOnlyList<string> OfPreview(string? publicUrl, HttpRequest request)
    {
        var shown = Shown(request).TrimEnd('/');
        var route = string.IsNullOrEmpty(publicUrl) ? shown[..shown.LastIndexOf('/')] : publicUrl;

        return [$"{route}{request.QueryString.Value}", $"{route.TrimEnd('/')}/preview{request.QueryString.Value}"];
    }

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

    public static IEnumerable<string> Problems(string setting, string? publicUrl)
    {
        var isSafe = Uri.TryCreate(publicUrl, UriKind.Absolute, out var address)
            && HttpAddress.IsSafe(address) && address.Query.Length == 0 && address.Fragment.Length == 0;

        return string.IsNullOrEmpty(publicUrl) || (isSafe && !publicUrl.Any(char.IsWhiteSpace)) ? [] :
            [$"{setting}__PublicUrl must be the https address the sender calls, without a query, such as "
                + "https://bridge.example.com/api/leads/crm."];
    }

    private static string Shown(HttpRequest request) =>
        UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path);

    /// <summary><c>: / ? @ ! $ ' ( ) * , ;</c></summary>
    [GeneratedRegex("%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HubSpotEscape();
}

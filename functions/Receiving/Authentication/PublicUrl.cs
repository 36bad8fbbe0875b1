using System.Diagnostics.CodeAnalysis;
using AlturBridge.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace AlturBridge.Receiving.Authentication;

/// <summary>The address a sender called. Behind a gateway the request shows a different one, and some signatures cover it.</summary>
[SuppressMessage("Design", "CA1055", Justification = "A signature covers the text; a Uri would normalise it.")]
[SuppressMessage("Design", "CA1054", Justification = "A signature covers the text; a Uri would normalise it.")]
public static class PublicUrl
{
    private const string Example = "https://bridge.example.com/api/leads/crm";

    /// <summary>Appended to a source's route: its preview.</summary>
    private const string Preview = "/preview";

    /// <summary>The configured address, else the one in the request, with the query exactly as it arrived.</summary>
    public static string Of(string? publicUrl, HttpRequest request)
    {
        var address = string.IsNullOrEmpty(publicUrl)
            ? UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path)
            : publicUrl;
        return $"{address}{request.QueryString.Value}";
    }

    /// <summary>
    /// The addresses that a preview request may be signed for: the source's route, if it was recorded there, and the preview's own.
    /// </summary>
    public static IEnumerable<string> OfPreview(string? publicUrl, HttpRequest request)
    {
        var shown = UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path).TrimEnd('/');
        var route = string.IsNullOrEmpty(publicUrl) ? shown[..shown.LastIndexOf('/')] : publicUrl;

        return [$"{route}{request.QueryString.Value}", $"{route.TrimEnd('/')}{Preview}{request.QueryString.Value}"];
    }

    public static IEnumerable<string> Problems(string setting, string? publicUrl)
    {
        if (!string.IsNullOrEmpty(publicUrl)
            && (publicUrl.Any(char.IsWhiteSpace) || !(Uri.TryCreate(
                publicUrl,
                UriKind.Absolute,
                out var address) && HttpAddress.IsSafe(address) && address.Query.Length == 0 && address.Fragment.Length == 0)))
        {
            yield return $"{setting}__PublicUrl must be the https address the sender calls, without a query, such as {Example}.";
        }
    }
}

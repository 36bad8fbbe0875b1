using System.Diagnostics.CodeAnalysis;
using AlturBridge.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace AlturBridge.Receiving.Authenticity;

/// <summary>The address a sender called. Behind a gateway the request itself shows another one, and some signatures cover it.</summary>
[SuppressMessage("Design", "CA1055", Justification = "A signature covers the text; a Uri would normalise it.")]
[SuppressMessage("Design", "CA1054", Justification = "A signature covers the text; a Uri would normalise it.")]
public static class PublicUrl
{
    private const string Example = "https://bridge.example.com/api/leads/crm";

    /// <summary>The configured address, or without one what the request shows, and the query exactly as it came in.</summary>
    public static string Of(string? publicUrl, HttpRequest request)
    {
        var address = string.IsNullOrEmpty(publicUrl) ? UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path) : publicUrl;
        return $"{address}{request.QueryString.Value}";
    }

    public static IEnumerable<string> Problems(string setting, string? publicUrl)
    {
        if (!string.IsNullOrEmpty(publicUrl)
            && !(Uri.TryCreate(publicUrl, UriKind.Absolute, out var address) && HttpAddress.IsSafe(address) && address.Query.Length == 0 && address.Fragment.Length == 0))
        {
            yield return $"{setting}__PublicUrl must be the https address the sender calls, without a query, such as {Example}.";
        }
    }
}

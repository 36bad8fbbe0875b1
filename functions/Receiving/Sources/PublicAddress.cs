using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace AlturBridge.Receiving.Sources;

/// <summary>The address as the sender called it, which some senders sign.</summary>
public static class PublicAddress
{
    /// <summary>The configured address with the request's query; without one, what this host was called.</summary>
    public static string Of(HttpRequest request, Uri? configured) => configured is null
        ? request.GetEncodedUrl()
        : configured.Query.Length > 0 ? configured.AbsoluteUri : configured.AbsoluteUri + request.QueryString.ToUriComponent();
}

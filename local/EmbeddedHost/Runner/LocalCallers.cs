using System.Net;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>
/// Who may call a host without a function key: programs on this machine. A web page in a browser on this machine can also reach it, under
/// its own name or one it resolves to this machine; so can anything that comes through a tunnel.
/// </summary>
internal static class LocalCallers
{
    public const string Refusal =
        "Without a function key, requests are accepted only from programs on this machine, not from web pages or through a proxy: set "
            + "FunctionKey, and send it as x-functions-key.";

    private static readonly string[] OfProxies = ["Forwarded", "Via", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP"];

    public static bool Includes(HttpContext context)
    {
        var request = context.Request;

        return context.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
            && IsLoopback(request.Host.Host)
            && request.Headers.Host.Count == 1
            && (request.Headers.Origin.Count == 0 || request.Headers.Origin == $"{request.Scheme}://{request.Host}")
            && request.Headers["Sec-Fetch-Site"].All(site => site is "none" or "same-origin")
            && !request.Headers.Keys.Any(IsOfProxy);
    }

    private static bool IsOfProxy(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
            || OfProxies.Contains(header, StringComparer.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

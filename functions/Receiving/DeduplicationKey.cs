using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving;

public static class DeduplicationKey
{
    /// <summary>The key a sender gives its delivery: <c>webhook-id</c> (Standard Webhooks) or <c>Idempotency-Key</c>; null without either.</summary>
    public static string? FromHeaders(IHeaderDictionary headers) => Text(headers["webhook-id"]) ?? Text(headers["Idempotency-Key"]);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

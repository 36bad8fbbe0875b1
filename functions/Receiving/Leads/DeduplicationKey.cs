using AlturBridge.Receiving.Sources;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Leads;

/// <summary>The key a sender gives an event, in order of precedence.</summary>
public static class DeduplicationKey
{
    /// <summary>
    /// <c>webhook-id</c> (Standard Webhooks) or <c>Idempotency-Key</c>, else the <c>source</c> and <c>id</c> of a CloudEvent. For a source
    /// that signs, only signed values: by varying an unsigned header, anyone who copied one request could turn it into many leads.
    /// </summary>
    /// <param name="source">The source of the request.</param>
    /// <param name="headers">The request's headers.</param>
    /// <param name="item">The element of the body.</param>
    /// <param name="index">Its index among several elements, which share the request's key; null if it is alone.</param>
    /// <returns>Null if there is none.</returns>
    public static string? Of(Source source, IHeaderDictionary headers, object? item, int? index)
    {
        var given = source.IsSigned ? Text(source.SignedIdOf(headers)) : Text(headers["webhook-id"]) ?? Text(headers["Idempotency-Key"]);
        if (given is { } key)
        {
            return index is null ? key : FormattableString.Invariant($"{key}#{index}");
        }

        return item is Dictionary<string, object?> attributes && attributes.ContainsKey("specversion")
            ? OfEvent(attributes.GetValueOrDefault("source")?.ToString(), attributes.GetValueOrDefault("id")?.ToString())
            : source.IsSigned ? null
            : OfEvent(headers["ce-source"], headers["ce-id"]);
    }

    private static string? OfEvent(string? source, string? id) =>
        Text(source) is { } from && Text(id) is { } number ? $"{from}#{number}" : null;

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

using System.Text;
using AlturBridge.Messages;
using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Sources;
using AlturBridge.Receiving.Templates;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Leads;

/// <summary>Splits a payload into its elements and reads each of them.</summary>
public static class PayloadLeads
{
    /// <returns>One result for each element, in order; a refusal if there is none, since its leads may be elsewhere.</returns>
    /// <exception cref="TooLargeException">There are more than <see cref="SplitPath.MaxItems"/>.</exception>
    public static IReadOnlyList<LeadResult> Read(Source source, object? payload, HttpRequest request, DateTimeOffset receivedAt)
    {
        var items = source.Split.Items(payload);
        TooLargeException.ThrowIf(items.Count > SplitPath.MaxItems);
        if (items.Count == 0)
        {
            return [new LeadResult.Refused([
                $"Sources__{source.Name}__Split finds no lead in this body: send at least one, or correct the path."])];
        }

        var model = new TemplateModel(payload, request.Headers, request.Query, source.Name);
        var requestKey = KeyOf(source, request.Headers);
        return items.Select((item, index) =>
        {
            model.Lead = item;
            return new LeadReader(source, model, receivedAt).Read(
                requestKey is null ? KeyOf(item) : items.Count == 1 ? requestKey : FormattableString.Invariant($"{requestKey}#{index}"));
        }).ToList();
    }

    /// <summary>
    /// The key a sender gives a request: <c>webhook-id</c> (Standard Webhooks) or <c>Idempotency-Key</c>, else the <c>source</c> and
    /// <c>id</c> of a CloudEvent. For a source that signs, only signed values: by varying an unsigned header, anyone who copied one request
    /// could turn it into many leads.
    /// </summary>
    private static string? KeyOf(Source source, IHeaderDictionary headers) => source.IsSigned
        ? Text(source.SignedIdOf(headers))
        : Text(headers["webhook-id"]) ?? Text(headers["Idempotency-Key"]) ?? KeyOfEvent(headers["ce-source"], headers["ce-id"]);

    private static string? KeyOf(object? item) =>
        item is Dictionary<string, object?> attributes && attributes.ContainsKey("specversion")
            ? KeyOfEvent(attributes.GetValueOrDefault("source")?.ToString(), attributes.GetValueOrDefault("id")?.ToString())
            : null;

    private static string? KeyOfEvent(string? source, string? id) =>
        Text(source) is { } from && Text(id) is { } number ? $"{from}#{number}" : null;

    /// <summary>Shortened: a request may have thousands of leads, and each of their keys has the whole of it.</summary>
    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null
        : value.Length > LeadId.MaxLength ? LeadId.KeyOf(Encoding.UTF8.GetBytes(value)) : value.Trim();
}

using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Sources;
using AlturBridge.Receiving.Templates;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Leads;

/// <summary>Splits a payload into its elements and reads each of them.</summary>
public static class PayloadLeads
{
    /// <returns>One result for each element, in order; null if there are more than <see cref="SplitPath.MaxItems"/>.</returns>
    public static IReadOnlyList<LeadResult>? Read(Source source, object? payload, HttpRequest request)
    {
        var items = source.Split.Items(payload);
        if (items.Count > SplitPath.MaxItems)
        {
            return null;
        }

        var model = new TemplateModel(payload, request.Headers, request.Query, source.Name);
        return items.Select((item, index) =>
        {
            model.Lead = item;
            return new LeadReader(source, model).Read(DeduplicationKey.Of(source, request.Headers, item, items.Count > 1 ? index : null));
        }).ToList();
    }
}

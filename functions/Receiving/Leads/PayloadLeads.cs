using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Sources;
using AlturBridge.Receiving.Templates;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Leads;

/// <summary>Splits a payload into its elements and reads each of them.</summary>
public static class PayloadLeads
{
    /// <returns>One reading for each element, in their order; null when there are more than <see cref="SplitPath.MaxItems"/>.</returns>
    public static IReadOnlyList<LeadReading>? Read(Source source, object? payload, HttpRequest request)
    {
        var model = TemplateModel.Of(payload, request.Headers, request.Query, source.Name);
        var items = source.Split.Items(payload);

        return items.Count > SplitPath.MaxItems
            ? null
            : [.. items.Select((item, index) => LeadReader.Read(source, model.With(item), DeduplicationKey.Of(request.Headers, item, items.Count > 1 ? index : null)))];
    }
}

using System.Collections.Frozen;
using System.Globalization;
using System.Net.Http.Headers;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Forwarding;

/// <summary>
/// The POST that carries one record: its bytes, and headers by Standard Webhooks and CloudEvents (binary mode). The HTTP client adds
/// the trace.
/// </summary>
public sealed class DeliveryRequest(WebhookOptions options)
{
    private const string WebhookId = "webhook-id";
    private const string Timestamp = "webhook-timestamp";
    private const string Signature = "webhook-signature";
    private const string LeadId = "altur-bridge-lead-id";
    private const string Source = "altur-bridge-source";
    private const string Reference = "altur-bridge-reference";

    private static readonly FrozenSet<string> Own = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        WebhookId, Timestamp, Signature, "traceparent", LeadId, Source, Reference, "ce-specversion", "ce-id", "ce-type", "ce-source",
        "ce-time");

    private readonly byte[][] keys = [.. options.Secrets.Select(secret => WebhookSecret.TryParse(secret, out var key) ? key : [])];

    /// <summary>
    /// The header that a setting means: App Service allows no hyphen in a setting's name, so an underscore replaces it.
    /// </summary>
    public static string HeaderOf(string setting) => setting.Replace('_', '-');

    /// <summary>Whether only the bridge can know this header's value, so that no setting may replace it.</summary>
    public static bool IsOwn(string header) => Own.Contains(header);

    /// <param name="record">The message; its body is sent unchanged.</param>
    /// <param name="now">When this attempt is made.</param>
    public HttpRequestMessage Create(ServiceBusReceivedMessage record, DateTimeOffset now)
    {
        var lead = CallMessage.LeadIdOf(record);
        var id = Sendable(lead);
        var source = MessageProperty.Text(record, MessageProperty.Source) ?? string.Empty;
        var timestamp = now.ToUnixTimeSeconds();

        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ReadOnlyMemoryContent(record.Body.ToMemory()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        Add(WebhookId, id);
        Add(Timestamp, timestamp.ToString(CultureInfo.InvariantCulture));
        if (keys.Length > 0)
        {
            Add(Signature, StandardWebhooks.Sign(keys, id, timestamp, record.Body.ToMemory().Span));
        }

        Add("ce-specversion", "1.0");
        Add("ce-id", CloudEventHeader.Encode(lead));
        Add("ce-type", "io.altur.call.created");
        Add("ce-source", CloudEventHeader.Encode($"/leads/{source}"));
        Add("ce-time", MessageProperty.Format(MessageProperty.ReceivedAtOf(record)));
        Add(LeadId, id);
        Add(Source, Sendable(source));
        if (MessageProperty.Text(record, MessageProperty.Reference) is { } reference)
        {
            Add(Reference, Sendable(reference));
        }

        foreach (var (setting, value) in options.Headers)
        {
            Add(HeaderOf(setting), value);
        }

        return request;

        void Add(string name, string value) => request.Headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>
    /// Anyone may have queued the call: what a header cannot carry is encoded, so that its record is still delivered. Spaces at the ends
    /// are trimmed on the way, and the signature would cover a different id than the one that arrives.
    /// </summary>
    private static string Sendable(string text) =>
        text.All(character => character is >= ' ' and <= '~') && text.Trim().Length == text.Length ? text : CloudEventHeader.Encode(text);
}

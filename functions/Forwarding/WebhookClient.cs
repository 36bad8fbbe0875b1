using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;

namespace AlturBridge.Forwarding;

/// <summary>Delivers one Call record to the customer's webhook, signed, the bytes unchanged.</summary>
public sealed class WebhookClient(HttpClient http, IOptions<WebhookOptions> options, TimeProvider time)
{
    /// <summary>How much of an answer is read, in bytes: enough to tell an operator what it says.</summary>
    private const int MaxAnswerBytes = 4 * 1024;

    private const int QuotedCharacters = 500;

    private readonly WebhookOptions options = options.Value;
    private readonly byte[][] keys = [.. options.Value.Secrets.Select(secret => WebhookSecret.TryParse(secret, out var key) ? key : [])];

    public async Task<Delivery> DeliverAsync(ServiceBusReceivedMessage record, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(record);
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return await MeaningAsync(response, deadline.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new Delivery.Failed($"The webhook gave no answer: {TransportFailure.Describe(exception, options.Timeout)}", RetryAfter: null);
        }
    }

    private HttpRequestMessage CreateRequest(ServiceBusReceivedMessage record)
    {
        var leadId = Sendable(CallMessage.LeadIdOf(record));
        var source = MessageProperty.Text(record, MessageProperty.Source) ?? string.Empty;
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();

        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ReadOnlyMemoryContent(record.Body.ToMemory()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        Add("webhook-id", leadId);
        Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (keys.Length > 0)
        {
            Add("webhook-signature", StandardWebhooks.Sign(keys, leadId, timestamp, record.Body.ToMemory().Span));
        }

        Add("ce-specversion", "1.0");
        Add("ce-id", CloudEventHeader.Encode(CallMessage.LeadIdOf(record)));
        Add("ce-type", "io.altur.call.created");
        Add("ce-source", CloudEventHeader.Encode($"/leads/{source}"));
        Add("ce-time", Sendable(MessageProperty.Text(record, MessageProperty.ReceivedAt) ?? MessageProperty.Format(record.EnqueuedTime)));
        Add("altur-bridge-lead-id", leadId);
        Add("altur-bridge-source", Sendable(source));

        foreach (var (name, value) in options.Headers)
        {
            request.Headers.Remove(name);
            Add(name, value);
        }

        return request;

        void Add(string name, string value) => request.Headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>Anyone may have queued the call: what a header cannot carry is encoded, so that its record is delivered all the same.</summary>
    private static string Sendable(string text) => text.All(character => character is >= ' ' and <= '~') ? text : CloudEventHeader.Encode(text);

    private async Task<Delivery> MeaningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return new Delivery.Delivered();
        }

        if (response.StatusCode == HttpStatusCode.Gone)
        {
            return new Delivery.Gone();
        }

        var (body, _) = await BoundedBody.ReadAsync(response.Content, MaxAnswerBytes, cancellationToken);
        var quote = Quote.Of(body, QuotedCharacters);
        var status = string.Create(CultureInfo.InvariantCulture, $"The webhook answered {(int)response.StatusCode}");

        return new Delivery.Failed(quote.Length == 0 ? $"{status}." : $"{status}: {quote}", RetryAfter.From(response.Headers.RetryAfter, time.GetUtcNow()));
    }

    public static void Configure(HttpClient http)
    {
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("AlturBridge", "1.0"));
    }

    public static HttpMessageHandler CreateHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using AlturBridge.Http;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;

namespace AlturBridge.Forwarding;

/// <summary>Delivers one Call record to the customer's webhook, signed and byte for byte.</summary>
public sealed class WebhookClient(HttpClient http, IOptions<WebhookOptions> options, TimeProvider time)
{
    /// <summary>How much of an answer is read, in bytes: enough for an operator to see what it says.</summary>
    private const int MaxAnswerBytes = 4 * 1024;

    private const int QuotedCharacters = 500;

    private readonly DeliveryRequest requests = new(options.Value);
    private readonly TimeSpan timeout = options.Value.Timeout;

    public async Task<Delivery> DeliverAsync(ServiceBusReceivedMessage record, CancellationToken cancellationToken)
    {
        using var request = requests.Create(record, time.GetUtcNow());
        using var tooLate = new CancellationTokenSource(timeout, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(tooLate.Token, cancellationToken);

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return await MeaningAsync(response, deadline.Token);
        }
        catch (Exception exception) when (TransportFailure.Is(exception) && !cancellationToken.IsCancellationRequested)
        {
            return new Delivery.Failed($"The webhook gave no answer: {TransportFailure.Describe(exception, timeout)}", RetryAfter: null);
        }
    }

    private async Task<Delivery> MeaningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return new Delivery.Delivered();
        }

        var (body, _) = await BoundedBody.ReadAsync(response.Content, MaxAnswerBytes, cancellationToken);
        var quote = Quote.Of(body, QuotedCharacters);
        var status = string.Create(CultureInfo.InvariantCulture, $"The webhook answered {(int)response.StatusCode}");
        var why = quote.Length == 0 ? $"{status}." : $"{status}: {quote}";

        return response.StatusCode == HttpStatusCode.Gone
            ? new Delivery.Gone(why)
            : new Delivery.Failed(why, RetryAfter.From(response.Headers.RetryAfter, time.GetUtcNow()), response.StatusCode);
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
        // Draining, so that the connection can be reused, must not mean reading everything.
        MaxResponseDrainSize = MaxAnswerBytes,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };
}

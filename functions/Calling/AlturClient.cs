using System.Net;
using System.Net.Http.Headers;
using AlturBridge.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlturBridge.Calling;

/// <summary>Places one call: one POST, never repeated, whatever happens to it.</summary>
public sealed class AlturClient(HttpClient http, IOptions<AlturOptions> options, TimeProvider time)
{
    /// <summary>
    /// The longest answer that is handed on, in bytes: with it the lane's state, where it is kept in base64, stays below the 256 KB of
    /// Service Bus Standard.
    /// </summary>
    public const int MaxRecordBytes = 180_000;

    private readonly TimeSpan timeout = options.Value.Timeout;

    /// <summary>
    /// Sends the request exactly as given. There is no cancellation: once the body is on its way, the only way to know what happened is to
    /// hear the answer, at most <c>Altur__Timeout</c> later.
    /// </summary>
    public async Task<Dial> PlaceAsync(BinaryData callRequest)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var content = new SingleUseContent(callRequest);
        using var request = new HttpRequestMessage(HttpMethod.Post, "call") { Content = content };

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            var (body, isWhole) = await BoundedBody.ReadAsync(response.Content, MaxRecordBytes, deadline.Token);

            return new AlturAnswer(response.StatusCode, RetryAfter.From(response.Headers.RetryAfter, time.GetUtcNow()), body, isWhole).Meaning();
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            var why = TransportFailure.Describe(exception, timeout);
            return content.MayHaveBeenSent
                ? new Dial.Unknown($"The request was sent to Altur, but no answer came: {why}")
                : new Dial.NotPlaced($"Altur could not be reached: {why}", RetryAfter: null);
        }
    }

    public static void Configure(IServiceProvider services, HttpClient http)
    {
        var options = services.GetRequiredService<IOptions<AlturOptions>>().Value;

        http.BaseAddress = options.BaseUrl.AbsoluteUri.EndsWith('/') ? options.BaseUrl : new Uri($"{options.BaseUrl.AbsoluteUri}/");
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"api-key {options.ApiKey.Trim()}");
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("AlturBridge", "1.0"));
    }

    /// <summary>
    /// A connection carries one POST: a kept one may be closed by the other side just as the next request leaves, and a request lost that
    /// way looks exactly like one that rang a phone.
    /// </summary>
    public static HttpMessageHandler CreateHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.Zero,
        UseCookies = false,
    };
}

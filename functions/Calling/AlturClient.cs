using System.Net;
using System.Net.Http.Headers;
using AlturBridge.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlturBridge.Calling;

/// <summary>Places one call: a single POST, never repeated under any circumstances.</summary>
public sealed class AlturClient(HttpClient http, IOptions<AlturOptions> options, TimeProvider time)
{
    /// <summary>
    /// The longest answer that is queued, in bytes: the lane's state stores it as base64 and must stay below Service Bus Standard's 256 KB.
    /// </summary>
    public const int MaxRecordBytes = 180_000;

    /// <summary>The longest <see cref="PlaceAsync"/> takes, unless the claim takes longer.</summary>
    public TimeSpan Timeout { get; } = options.Value.Timeout;

    /// <summary>
    /// Sends the request exactly as given. It cannot be canceled: once the body is being sent, only the answer, at most
    /// <c>Altur__Timeout</c> later, tells what happened.
    /// </summary>
    /// <param name="callRequest">The body of the POST.</param>
    /// <param name="claimAsync">
    /// Awaited once connected and before the first byte of the body is sent: this keeps the claim close to the request, and a failed
    /// connection needs no claim. Its exceptions are rethrown, and nothing is sent.
    /// </param>
    public async Task<DialOutcome> PlaceAsync(BinaryData callRequest, Func<Task> claimAsync)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var content = new SingleUseContent(callRequest, claimAsync);
        using var request = new HttpRequestMessage(HttpMethod.Post, "call") { Content = content };

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            var (body, isWhole) = await BoundedBody.ReadAsync(response.Content, MaxRecordBytes, deadline.Token);

            return new AlturAnswer(response.StatusCode, RetryAfter.From(response.Headers.RetryAfter, time.GetUtcNow()), body, isWhole)
                .Meaning();
        }
        catch (Exception exception) when (TransportFailure.Is(exception))
        {
            content.ClaimFailure?.Throw();
            var why = TransportFailure.Describe(exception, Timeout);
            return content.MayHaveBeenSent
                ? new DialOutcome.Unknown($"The request was sent to Altur, but no answer came: {why}")
                : new DialOutcome.NotPlaced($"Altur could not be reached: {why}", RetryAfter: null);
        }
    }

    public static void Configure(IServiceProvider services, HttpClient http)
    {
        var options = services.GetRequiredService<IOptions<AlturOptions>>().Value;

        http.BaseAddress = options.BaseUrl.AbsoluteUri.EndsWith('/') ? options.BaseUrl : new Uri($"{options.BaseUrl.AbsoluteUri}/");
        http.Timeout = System.Threading.Timeout.InfiniteTimeSpan;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"api-key {options.ApiKey.Trim()}");
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("AlturBridge", "1.0"));
    }

    /// <summary>
    /// Each connection carries one POST: the other side may close a reused one just as the next request is sent, and a request lost that
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

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace AlturBridge.EmbeddedHost.Commands;

/// <summary>Talks to a running bridge, here or in Azure, over HTTP.</summary>
internal sealed class OperatorClient : IDisposable
{
    private readonly HttpClient http;

    private readonly bool hasKey;

    public OperatorClient(Uri url, string? key)
    {
        hasKey = !string.IsNullOrEmpty(key);
        http = new HttpClient { BaseAddress = new Uri(url, "/api/"), Timeout = TimeSpan.FromMinutes(4) };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (hasKey)
        {
            http.DefaultRequestHeaders.Add("x-functions-key", key);
        }
    }

    /// <exception cref="OperatorException">There is no answer; the message says why.</exception>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(() => http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken), type, cancellationToken);

    /// <exception cref="OperatorException">It was not done; the message says why.</exception>
    public async Task<T> PostAsync<T>(string path, JsonObject body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body.ToJsonString(), mediaType: new MediaTypeHeaderValue("application/json"));
        return await SendAsync(() => http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken), type, cancellationToken);
    }

    /// <exception cref="OperatorException">It was not done; the message says why.</exception>
    public async Task<T> PostTextAsync<T>(string path, string text, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var content = new StringContent(text, mediaType: new MediaTypeHeaderValue("text/plain"));
        return await SendAsync(() => http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken), type, cancellationToken);
    }

    /// <summary>Asks for something that has no answer but that it is done.</summary>
    /// <exception cref="OperatorException">It was not done; the message says why.</exception>
    public async Task SendAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        await SendAsync(() => http.SendAsync(request, cancellationToken), static _ => true, cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private Task<T> SendAsync<T>(Func<Task<HttpResponseMessage>> sendAsync, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(sendAsync, text => JsonSerializer.Deserialize(text, type)!, cancellationToken);

    private async Task<T> SendAsync<T>(
        Func<Task<HttpResponseMessage>> sendAsync, Func<string, T> read, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await sendAsync();
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? read(text)
                : throw new OperatorException(response.StatusCode == HttpStatusCode.Unauthorized
                    ? hasKey
                        ? "The bridge does not accept this function key: check --key, or the environment variable FunctionKey."
                        : "The bridge needs its function key: add --key."
                    : Detail(text, response.StatusCode));
        }
        catch (HttpRequestException exception)
        {
            throw new OperatorException(
                $"No bridge answers at {http.BaseAddress!.GetLeftPart(UriPartial.Authority)}: start it, or give its address with --url.",
                exception);
        }
        catch (JsonException exception)
        {
            throw new OperatorException(
                $"What answers at {http.BaseAddress!.GetLeftPart(UriPartial.Authority)} is not a bridge of this version.", exception);
        }
    }

    private static string Detail(string text, HttpStatusCode status)
    {
        try
        {
            return JsonNode.Parse(text)?["detail"]?.GetValue<string>() ?? $"The bridge answered {(int)status}.";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return $"The bridge answered {(int)status}.";
        }
    }
}

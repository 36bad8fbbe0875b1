using System.Net;

namespace AlturBridge.Testing.Edges;

/// <summary>A webhook without a network: records requests and returns the test's answers.</summary>
internal sealed class RecordingHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public RecordingHandler(HttpStatusCode status, string body = "")
        : this(_ => new HttpResponseMessage(status) { Content = new StringContent(body) })
    {
    }

    public List<HttpRequestMessage> Requests { get; } = [];

    public List<byte[]> Bodies { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        Bodies.Add(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        var response = answer(request);
        // As a real connection would.
        cancellationToken.ThrowIfCancellationRequested();
        return response;
    }
}

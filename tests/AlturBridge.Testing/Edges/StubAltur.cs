using System.Collections.Concurrent;
using System.Net;

namespace AlturBridge.Testing.Edges;

/// <summary>Replaces the network: counts POSTs and returns the answers a test prepared, repeating the last one.</summary>
internal sealed class StubAltur(Action<string> happened) : HttpMessageHandler
{
    public const string Record = """{"id":"3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34","status":"created", "phone_number_to":"+525512345678"}""";

    private readonly ConcurrentQueue<Func<HttpResponseMessage>> answers = new();
    private readonly ConcurrentQueue<string> bodies = new();

    /// <summary>The body of every POST sent.</summary>
    public IReadOnlyList<string> Posts => [.. bodies];

    public void Answers(HttpStatusCode status, string body = "", TimeSpan? retryAfter = null) => answers.Enqueue(() =>
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body) };
        answer.Headers.RetryAfter = retryAfter is { } wait ? new(wait) : null;
        return answer;
    });

    public void PlacesCalls() => Answers(HttpStatusCode.Created, Record);

    /// <summary>The request is sent, and the connection breaks.</summary>
    public void BreaksOff(string why = "The response ended prematurely.") => answers.Enqueue(() => throw new HttpRequestException(why));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Content!.CopyToAsync(body, CancellationToken.None);
        bodies.Enqueue(new BinaryData(body.ToArray()).ToString());
        happened("POST");

        return (answers.Count > 1 && answers.TryDequeue(out var answer)) || answers.TryPeek(out answer)
            ? answer()
            : throw new InvalidOperationException("No answer was prepared.");
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace AlturBridge.Tests.Calling.HostFaults;

/// <summary>Replaces the network: each POST crosses the edge once it is sent, and is answered as the test decides.</summary>
internal sealed class EdgeAltur(BrokerEdge edge) : HttpMessageHandler
{
    private readonly ConcurrentQueue<string> posts = new();
    private int running;
    private int mostAtOnce;

    /// <summary>The number called by each POST that was sent, in order.</summary>
    public IReadOnlyList<string> Posts => [.. posts];

    public int MostAtOnce => Volatile.Read(ref mostAtOnce);

    /// <summary>The next POSTs are answered with these, and then all with 201.</summary>
    public ConcurrentQueue<HttpStatusCode> Statuses { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Content!.CopyToAsync(body, cancellationToken);
        using var call = JsonDocument.Parse(body.ToArray());
        var phone = call.RootElement.GetProperty("phone_number_to").GetString()!;
        posts.Enqueue(phone);

        var now = Interlocked.Increment(ref running);
        InterlockedMax(now);
        try
        {
            await edge.CrossAsync($"POST {phone}", () => new HttpRequestException("The response ended prematurely."))
                .WaitAsync(cancellationToken);
            var status = Statuses.TryDequeue(out var next) ? next : HttpStatusCode.Created;
            return new HttpResponseMessage(status) { Content = new StringContent($$"""{"id":"call to {{phone}}"}""") };
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    private void InterlockedMax(int now)
    {
        int seen;
        while ((seen = Volatile.Read(ref mostAtOnce)) < now && Interlocked.CompareExchange(ref mostAtOnce, now, seen) != seen)
        {
        }
    }
}

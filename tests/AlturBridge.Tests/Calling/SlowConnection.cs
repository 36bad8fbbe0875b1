using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Calling;

/// <summary>Time passes before the connection stands and the request can leave.</summary>
internal sealed class SlowConnection(WatchedTime time, TimeSpan takes, HttpMessageHandler network) : DelegatingHandler(network)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        time.Advance(takes);
        return base.SendAsync(request, cancellationToken);
    }
}

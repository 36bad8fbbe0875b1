using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Calling;

/// <summary>Time passes before the connection is open and the request can be sent.</summary>
internal sealed class SlowConnection(WatchedTime time, TimeSpan takes, HttpMessageHandler network) : DelegatingHandler(network)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        time.Advance(takes);
        return base.SendAsync(request, cancellationToken);
    }
}

namespace AlturBridge.Simulation.Edges;

/// <summary>The network of whichever story is being played.</summary>
internal sealed class StoryNetwork(Func<Simulation, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> peer)
    : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        peer(Invocation.Current.Worker.Simulation)(request, cancellationToken);
}

namespace AlturBridge.Simulation.Edges;

/// <summary>Replaces the network to Altur: connects, asks the content for its bytes, and waits for the answer.</summary>
public sealed class AlturHandler(Simulation simulation) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var invocation = Invocation.Current;
        var altur = simulation.Altur;

        await altur.ConnectAsync(invocation, cancellationToken);
        using var sent = new MemoryStream();
        // Only now, once connected: the content claims before its first byte.
        await request.Content!.CopyToAsync(sent, cancellationToken);

        return await altur.PostAsync(invocation, new BinaryData(sent.ToArray()), cancellationToken);
    }
}

using System.Net.Sockets;

namespace AlturBridge.Tests.Calling;

/// <summary>Fails as the handler does on a reset during connection set-up: with the socket's own exception.</summary>
/// <param name="readsRequest">Whether the request is read first.</param>
internal sealed class BareReset(bool readsRequest) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (readsRequest)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
        }

        throw new SocketException((int)SocketError.NotConnected);
    }
}

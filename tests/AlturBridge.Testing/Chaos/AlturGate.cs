using System.Net;
using System.Net.Sockets;

namespace AlturBridge.Testing.Chaos;

/// <summary>A gate in front of Altur. While closed it refuses connections, as if nothing were listening.</summary>
internal sealed class AlturGate : IAsyncDisposable
{
    private readonly int target;
    private readonly CancellationTokenSource ended = new();
    private TcpListener listener;
    private Task accepting;

    /// <param name="altur">Where connections are forwarded.</param>
    public AlturGate(Uri altur)
    {
        target = altur.Port;
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Url = new UriBuilder(altur) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;
        accepting = AcceptAsync(listener);
    }

    public Uri Url { get; }

    public async Task CloseAsync()
    {
        listener.Stop();
        await accepting;
    }

    public void Open()
    {
        listener = new TcpListener(IPAddress.Loopback, Url.Port);
        listener.Start();
        accepting = AcceptAsync(listener);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        listener.Dispose();
        await ended.CancelAsync();
        ended.Dispose();
    }

    private async Task AcceptAsync(TcpListener from)
    {
        while (true)
        {
            try
            {
                _ = ForwardAsync(await from.AcceptTcpClientAsync(), ended.Token);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    /// <summary>When one side closes, so does the other: Altur does not keep a killed client's connection.</summary>
    private async Task ForwardAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        using (var altur = new TcpClient())
        {
            try
            {
                await altur.ConnectAsync(IPAddress.Loopback, target, cancellationToken);
                client.NoDelay = altur.NoDelay = true;
                var (near, far) = (client.GetStream(), altur.GetStream());
                await Task.WhenAny(near.CopyToAsync(far, cancellationToken), far.CopyToAsync(near, cancellationToken));
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // One side has closed.
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AlturBridge.Testing.Edges;

/// <summary>A local socket server that misbehaves exactly as a test asks, once per connection.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentQueue<RawRequest> requests = new();
    private readonly ConcurrentBag<Task> conversations = [];
    private readonly Func<RawConnection, Task> behave;
    private readonly Task accepting;
    private int connections;

    public RawServer(Func<RawConnection, Task> behave)
    {
        this.behave = behave;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public Uri BaseUrl => new($"http://127.0.0.1:{Port}/api/v1.0/");

    public int Connections => Volatile.Read(ref connections);

    /// <summary>The requests that were read completely.</summary>
    public IReadOnlyList<RawRequest> Requests => [.. requests];

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await accepting;
        listener.Dispose();
        await Task.WhenAll(conversations);
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!ended.IsCancellationRequested)
            {
                var socket = await listener.AcceptSocketAsync(ended.Token);
                Interlocked.Increment(ref connections);
                conversations.Add(TalkAsync(socket));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The test has ended.
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        await using var connection = new RawConnection(socket, requests.Enqueue, ended.Token);
        try
        {
            await behave(connection);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client disconnected first, which is fine.
        }
    }
}

using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace AlturBridge.Testing.Edges;

/// <summary>The server side of one connection, closed properly at the end.</summary>
internal sealed class RawConnection(Socket socket, Action<RawRequest> received, CancellationToken testEnded) : IAsyncDisposable
{
    private readonly NetworkStream stream = new(socket, ownsSocket: true);

    /// <exception cref="EndOfStreamException">The client sent no more requests.</exception>
    public async Task<RawRequest> ReadRequestAsync()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, testEnded);
            head.Append((char)one[0]);
        }

        var text = head.ToString();
        var length = text.Split("\r\n")
            .Single(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))["Content-Length: ".Length..];
        var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, testEnded);

        var request = new RawRequest(text, body);
        received(request);
        return request;
    }

    public async Task WriteAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), testEnded);

    public Task AnswerAsync(string status, string body = "", string headers = "") =>
        WriteAsync($"HTTP/1.1 {status}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Stays silent until the client disconnects or the test ends.</summary>
    public Task StayAsync() => stream.CopyToAsync(Stream.Null, testEnded);

    /// <summary>Resets the connection instead of closing it.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}

using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace AlturBridge.LoadTests.Load;

/// <summary>
/// A keep-alive HTTP/1.1 connection that only posts and reads the answer: a client library would take most of a core, leaving the rest to
/// the measured process.
/// </summary>
internal sealed class HttpConnection(Uri url) : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[8 * 1024];

    public Task ConnectAsync(CancellationToken cancellationToken) => socket.ConnectAsync(url.Host, url.Port, cancellationToken).AsTask();

    /// <returns>The HTTP status.</returns>
    public Task<int> PostAsync(string body, CancellationToken cancellationToken) =>
        PostAsync(body, headers: string.Empty, cancellationToken);

    /// <param name="body">JSON.</param>
    /// <param name="headers">Each with its line ending.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The HTTP status.</returns>
    public async Task<int> PostAsync(string body, string headers, CancellationToken cancellationToken)
    {
        var content = Encoding.UTF8.GetBytes(body);
        var head = Encoding.ASCII.GetBytes(
            $"POST {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\n{headers}Content-Length: "
                + $"{content.Length}\r\n\r\n");
        byte[] request = [.. head, .. content];
        await socket.SendAsync(request, cancellationToken);

        var received = 0;
        while (true)
        {
            if (received == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(received), cancellationToken);
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            received += read;
            if (IsWhole(buffer.AsSpan(0, received)))
            {
                return Utf8Parser.TryParse(buffer.AsSpan(9, 3), out int status, out _)
                    ? status
                    : throw new IOException("The answer is not HTTP.");
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = answer[..end];
        if (head.IndexOf("chunked"u8) >= 0)
        {
            return answer.EndsWith("0\r\n\r\n"u8);
        }

        var length = head.IndexOf("Content-Length: "u8);
        return length < 0 || (Utf8Parser.TryParse(head[(length + 16)..], out int bytes, out _) && answer.Length >= end + 4 + bytes);
    }
}

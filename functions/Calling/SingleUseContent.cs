using System.Net;
using System.Net.Http.Headers;

namespace AlturBridge.Calling;

/// <summary>
/// A body that can be sent once. It knows whether any of it may have left this machine, which decides between "surely not called" and
/// "unknown", and it stops a handler that would send it a second time by itself.
/// </summary>
public sealed class SingleUseContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> body;
    private int sends;

    public SingleUseContent(BinaryData body)
    {
        this.body = body.ToMemory();
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>True from the moment the body was handed to a connection.</summary>
    public bool MayHaveBeenSent => Volatile.Read(ref sends) > 0;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (Interlocked.Increment(ref sends) > 1)
        {
            throw new HttpRequestException("The connection was closed before an answer, and this request is sent at most once.");
        }

        await stream.WriteAsync(body);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;

namespace AlturBridge.Calling;

/// <summary>
/// A body that can be sent once. It asks for permission at the last moment, once connected and before its first byte is sent; it knows
/// whether any of it may have left this machine, which decides between "certainly not called" and "unknown"; and it keeps a handler from
/// silently resending it.
/// </summary>
public sealed class SingleUseContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> body;
    private readonly Func<Task> claimAsync;
    private int sends;
    private volatile bool mayHaveBeenSent;
    private volatile ExceptionDispatchInfo? claimFailure;

    /// <param name="body">The bytes to send.</param>
    /// <param name="claimAsync">Awaited before the first byte is sent; if it throws, none is.</param>
    public SingleUseContent(BinaryData body, Func<Task> claimAsync)
    {
        this.body = body.ToMemory();
        this.claimAsync = claimAsync;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>True once the body has been handed to a connection.</summary>
    public bool MayHaveBeenSent => mayHaveBeenSent;

    /// <summary>The claim's exception, if any.</summary>
    public ExceptionDispatchInfo? ClaimFailure => claimFailure;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref sends) > 1)
        {
            throw new HttpRequestException("The connection was closed before an answer, and this request is sent at most once.");
        }

        await ClaimAsync();
        cancellationToken.ThrowIfCancellationRequested();
        mayHaveBeenSent = true;
        await stream.WriteAsync(body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    private async Task ClaimAsync()
    {
        try
        {
            await claimAsync();
        }
        catch (Exception exception)
        {
            // Kept unwrapped: the connection may wrap it as a failure of its own.
            claimFailure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;

namespace AlturBridge.Calling;

/// <summary>
/// A body that can be sent once. It asks for leave at the last moment, when the connection stands and before its first byte leaves; it
/// knows whether any of it may have left this machine, which decides between "surely not called" and "unknown"; and it stops a handler
/// that would send it a second time by itself.
/// </summary>
public sealed class SingleUseContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> body;
    private readonly Func<Task> claimAsync;
    private int sends;
    private volatile bool mayHaveBeenSent;
    private volatile ExceptionDispatchInfo? claimFailure;

    /// <param name="body">The bytes to send.</param>
    /// <param name="claimAsync">Awaited before the first of them leaves; when it throws, none does.</param>
    public SingleUseContent(BinaryData body, Func<Task> claimAsync)
    {
        this.body = body.ToMemory();
        this.claimAsync = claimAsync;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>True from the moment the body was handed to a connection.</summary>
    public bool MayHaveBeenSent => mayHaveBeenSent;

    /// <summary>What the claim threw, if it did.</summary>
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
            // Kept as it is: the connection may dress it up as a failure of its own.
            claimFailure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }
}

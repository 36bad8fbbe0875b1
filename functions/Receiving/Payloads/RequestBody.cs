using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Payloads;

public static class RequestBody
{
    /// <summary>256 KB, in bytes: more than a message can hold.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Reads one byte more than allowed, so that a body without a Content-Length cannot be cut silently.</summary>
    /// <exception cref="TooLargeException">There are more than <see cref="MaxBytes"/>.</exception>
    /// <exception cref="BadHttpRequestException">The client sent a broken request.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        TooLargeException.ThrowIf(request.ContentLength > MaxBytes);
        var read = await request.BodyReader.ReadAtLeastAsync(MaxBytes + 1, cancellationToken);
        var body = read.Buffer.ToArray();
        request.BodyReader.AdvanceTo(read.Buffer.End);
        TooLargeException.ThrowIf(body.Length > MaxBytes);

        return body;
    }
}

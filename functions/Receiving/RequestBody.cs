using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving;

public static class RequestBody
{
    /// <summary>256 KB, in bytes: more than a message can hold.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Reads one byte more than allowed, so that a body without a Content-Length cannot be cut silently.</summary>
    /// <returns>The raw bytes, or null if there are more than <see cref="MaxBytes"/>.</returns>
    /// <exception cref="BadHttpRequestException">The client sent a broken request.</exception>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
        {
            return null;
        }

        var read = await request.BodyReader.ReadAtLeastAsync(MaxBytes + 1, cancellationToken);
        var body = read.Buffer.Length > MaxBytes ? null : read.Buffer.ToArray();
        request.BodyReader.AdvanceTo(read.Buffer.End);

        return body;
    }
}

using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving;

public static class RequestBody
{
    /// <summary>256 KB, in bytes: more than a message can hold.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Reads one byte more than allowed, so that a body without a Content-Length cannot be cut silently.</summary>
    /// <returns>The raw bytes, or null if there are more than <see cref="MaxBytes"/>.</returns>
    /// <exception cref="BadHttpRequestException">The client sent a broken request.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
        {
            return null;
        }

        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        int read;

        while (body.Length <= MaxBytes && (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        if (body.Length > MaxBytes)
        {
            return null;
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}

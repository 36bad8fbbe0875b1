namespace AlturBridge.Http;

/// <summary>Reads an answer without trusting its length.</summary>
public static class BoundedBody
{
    /// <param name="content">The answer's content, after its headers were received.</param>
    /// <param name="limit">The most bytes to keep.</param>
    /// <param name="cancellationToken">The deadline; what arrived before it is kept.</param>
    /// <returns>The bytes that arrived, and whether they are the whole answer: false if it is longer or broke off.</returns>
    public static async Task<(BinaryData Body, bool IsWhole)> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var isWhole = false;

        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[Math.Min(limit + 1, 4 * 1024)];

            while (body.Length <= limit && !isWhole)
            {
                var read = await stream.ReadAsync(
                    buffer.AsMemory(0, (int)Math.Min(buffer.Length, limit + 1 - body.Length)), cancellationToken);
                await body.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
                isWhole = read == 0;
            }
        }
        catch (Exception exception) when (TransportFailure.Is(exception))
        {
            isWhole = false;
        }

        var kept = (int)Math.Min(body.Length, limit);
        return (new BinaryData(body.GetBuffer().AsMemory(0, kept)), isWhole && body.Length <= limit);
    }
}

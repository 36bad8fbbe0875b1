using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Sandbox.Simulation;

/// <summary>What a simulated service answers.</summary>
internal sealed record Answer(int Status, string? ContentType = null, ReadOnlyMemory<byte> Body = default)
{
    /// <summary>The connection ends in the middle of the body.</summary>
    public bool CutInHalf { get; init; }

    /// <summary>An error with the body <c>{"detail": "…"}</c>. Altur does not document its errors: the format is a guess.</summary>
    public static Answer Error(int status, string detail)
    {
        return status == StatusCodes.Status304NotModified
            ? new Answer(status)
            : new Answer(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(new { detail }));
    }

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        switch (Status)
        {
            case StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable:
                response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
                break;
            case StatusCodes.Status405MethodNotAllowed:
                response.Headers.Allow = HttpMethods.Post;
                break;
            case >= 300 and < 400:
                // Back to the same place: a second request reveals a client that follows redirects.
                response.Headers.Location = context.Request.Path.ToUriComponent();
                break;
        }

        if (!Body.IsEmpty)
        {
            response.ContentType = ContentType;
            response.ContentLength = Body.Length;
            // Kestrel ends the connection when fewer bytes are written than announced. Abort() could overtake the written ones.
            await response.Body.WriteAsync(CutInHalf ? Body[..(Body.Length / 2)] : Body, context.RequestAborted);
        }
    }
}

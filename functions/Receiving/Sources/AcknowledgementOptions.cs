using Microsoft.Net.Http.Headers;

namespace AlturBridge.Receiving.Sources;

/// <summary>The answer to an accepted request, if the sender insists on a particular one.</summary>
public sealed class AcknowledgementOptions
{
    /// <summary>From 200 to 299; 204 and 205 have no body, as HTTP requires.</summary>
    public int Status { get; set; } = 202;

    /// <summary>Replaces the receipt; sent as <see cref="ContentType"/>.</summary>
    public string Body { get; set; } = string.Empty;

    public string ContentType { get; set; } = "text/plain; charset=utf-8";

    /// <summary>Whether HTTP allows a body with this status (RFC 9110, 15.3.5 and 15.3.6).</summary>
    public static bool MayHaveBody(int status) => status is not (204 or 205);

    public IEnumerable<string> Problems(string setting) => new[]
    {
        Status is < 200 or > 299 ? $"{setting}__Status is {Status}: an acknowledgement is a status from 200 to 299." : null,
        !MayHaveBody(Status) && Body.Length > 0
            ? $"{setting}__Body is set, but {setting}__Status is {Status}, which has no body: use 200, or leave the body empty." : null,
        !MediaTypeHeaderValue.TryParse(ContentType, out _) || !ContentType.All(static character => character is >= ' ' and <= '~')
            ? $"{setting}__ContentType must be a content type, such as text/plain or application/json." : null,
    }.OfType<string>();
}

namespace AlturBridge.Receiving.Sources;

/// <summary>The answer to a request that was taken, where the sender insists on one of its own.</summary>
public sealed class AcknowledgementOptions
{
    /// <summary>From 200 to 299.</summary>
    public int Status { get; set; } = 202;

    /// <summary>Instead of the receipt; with it, <see cref="ContentType"/>.</summary>
    public string Body { get; set; } = string.Empty;

    public string ContentType { get; set; } = "text/plain; charset=utf-8";

    public IEnumerable<string> Problems(string setting)
    {
        if (Status is < 200 or > 299)
        {
            yield return $"{setting}__Status is {Status}: an acknowledgement is a status from 200 to 299.";
        }
    }
}

namespace AlturBridge.Receiving.Payloads;

/// <summary>
/// Leads from the depth of a body back to <see cref="PayloadReader"/>, which lets none of them out. The message is for the sender: it says
/// how to fix the body and never quotes it.
/// </summary>
public sealed class UnreadablePayloadException : Exception
{
    public UnreadablePayloadException()
    {
    }

    public UnreadablePayloadException(string message)
        : base(message)
    {
    }

    public UnreadablePayloadException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

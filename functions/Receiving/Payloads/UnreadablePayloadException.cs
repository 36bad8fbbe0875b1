namespace AlturBridge.Receiving.Payloads;

/// <summary>
/// Returns from deep inside a body to <see cref="PayloadReader"/>, which always catches it. The message is for the sender: it says how to
/// fix the body and never quotes it.
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

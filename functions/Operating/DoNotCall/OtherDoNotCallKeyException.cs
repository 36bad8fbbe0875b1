namespace AlturBridge.Operating.DoNotCall;

/// <summary>The list was written with another key, so that nobody on it would be found.</summary>
public sealed class OtherDoNotCallKeyException : Exception
{
    public const string Sentence = "The do-not-call list was written with another key: set Calling__DoNotCallSecret to the Altur__ApiKey "
        + "(or the Calling__DoNotCallSecret) of that time. Until then nobody is called.";

    public OtherDoNotCallKeyException()
        : base(Sentence)
    {
    }

    public OtherDoNotCallKeyException(string message)
        : base(message)
    {
    }

    public OtherDoNotCallKeyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

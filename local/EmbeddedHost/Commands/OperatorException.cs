namespace AlturBridge.EmbeddedHost.Commands;

/// <summary>A command could not be done. The message is for the person who gave it.</summary>
public sealed class OperatorException : Exception
{
    public OperatorException()
    {
    }

    public OperatorException(string message)
        : base(message)
    {
    }

    public OperatorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

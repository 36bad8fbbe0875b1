namespace AlturBridge.EmbeddedHost.Commands;

/// <summary>A command failed. The message is for the person who ran it.</summary>
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

namespace AlturBridge.Receiving.Templates;

/// <summary>A template that cannot be compiled, or fails on a payload. The message is a sentence for the person who wrote it.</summary>
public sealed class TemplateException : Exception
{
    public TemplateException()
    {
    }

    public TemplateException(string message)
        : base(message)
    {
    }

    public TemplateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

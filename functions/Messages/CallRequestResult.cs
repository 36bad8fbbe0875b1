namespace AlturBridge.Messages;

/// <summary>What <see cref="CallRequestReader"/> found.</summary>
public abstract record CallRequestResult
{
    public sealed record Valid(CallRequest Request) : CallRequestResult;

    /// <summary>The bytes are not a JSON object at all.</summary>
    public sealed record Unreadable(string Problem) : CallRequestResult;

    /// <summary>A JSON object that is not a call request: one sentence per field that must be fixed.</summary>
    public sealed record Invalid(IReadOnlyList<string> Problems) : CallRequestResult;
}

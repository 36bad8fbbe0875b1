namespace AlturBridge.Receiving.Payloads;

/// <summary>What <see cref="PayloadReader"/> found.</summary>
public abstract record PayloadResult
{
    /// <param name="Model">
    /// The plain model: <c>Dictionary&lt;string, object?&gt;</c> (ordinal), <c>List&lt;object?&gt;</c>, <c>string</c>, <c>bool</c>,
    /// <see cref="JsonNumber"/> or <c>null</c>.
    /// </param>
    public sealed record Read(object? Model) : PayloadResult;

    /// <param name="Problem">A sentence that says how to fix the body. It gives a position in the body, never its text.</param>
    public sealed record Unreadable(string Problem) : PayloadResult;
}

using System.Diagnostics.CodeAnalysis;

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

/// <summary>A JSON number, digit for digit as sent, so that no digit of a phone number is lost.</summary>
public sealed record JsonNumber(string Text)
{
    public override string ToString() => Text;
}

/// <summary>
/// Returns from deep inside a body to <see cref="PayloadReader"/>, which always catches it. The message is for the sender: it says how to
/// fix the body and never quotes it.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "Never thrown without its sentence.")]
[SuppressMessage("Design", "CA1064", Justification = "It never leaves this folder.")]
internal sealed class UnreadablePayloadException(string message, Exception? innerException = null) : Exception(message, innerException);

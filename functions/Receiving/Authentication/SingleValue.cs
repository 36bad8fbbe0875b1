using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;

namespace AlturBridge.Receiving.Authentication;

/// <summary>Reads what must be given exactly once: there is no telling which of two a proxy or another reader would use.</summary>
public static class SingleValue
{
    /// <summary>Longer than any genuine secret or list of signatures, in characters.</summary>
    public const int MaxLength = 4096;

    /// <param name="values">What was given.</param>
    /// <param name="what">Its name in a sentence, such as <c>header X-Signature</c>.</param>
    /// <param name="text">The value, not empty.</param>
    /// <param name="refusal">Why there is no value.</param>
    public static bool TryRead(
        StringValues values, string what, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out Verdict.Refused? refusal)
    {
        text = values.Count == 1 ? values[0] : null;
        refusal = values.Count > 1 ? new($"The {what} was sent more than once: send it once.")
            : string.IsNullOrEmpty(text) ? new($"The {what} is missing: have the sender add it.")
            : text.Length > MaxLength ? new($"The {what} is longer than {MaxLength} characters: send a shorter one.")
            : null;

        return refusal is null;
    }
}

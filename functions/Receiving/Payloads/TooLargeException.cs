using System.Diagnostics.CodeAnalysis;

namespace AlturBridge.Receiving.Payloads;

/// <summary>A request with more bytes or leads than a message or a batch can hold.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Its sentence is always the same.")]
public sealed class TooLargeException() : Exception(
    $"A request may have at most {RequestBody.MaxBytes / 1024} KB and {SplitPath.MaxItems} leads: send fewer at once, or shorter texts.")
{
    public static void ThrowIf(bool isTooLarge)
    {
        if (isTooLarge)
        {
            throw new TooLargeException();
        }
    }
}

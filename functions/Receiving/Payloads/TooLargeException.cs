namespace AlturBridge.Receiving.Payloads;

/// <summary>A request with more bytes or leads than a message or a batch can hold.</summary>
public sealed class TooLargeException() : UnreadablePayloadException(
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

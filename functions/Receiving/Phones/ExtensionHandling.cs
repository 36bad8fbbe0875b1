namespace AlturBridge.Receiving.Phones;

/// <summary>What becomes of a number with an extension. The agent reaches a switchboard, never the extension itself.</summary>
public enum ExtensionHandling
{
    /// <summary>The lead is refused.</summary>
    Refuse,

    /// <summary>The number is called without it; <see cref="PhoneReading.Number.DroppedExtension"/> says what was left out.</summary>
    Drop,
}

namespace AlturBridge.Receiving.Phones;

/// <summary>What <see cref="PhoneNormalizer"/> made of a text.</summary>
public abstract record PhoneReading
{
    /// <param name="E164">A plus sign and 7 to 15 digits.</param>
    /// <param name="DroppedExtension">The digits of an extension that nobody will dial; null without one.</param>
    public sealed record Number(string E164, string? DroppedExtension) : PhoneReading;

    public sealed record Refused(PhoneRefusal Reason) : PhoneReading
    {
        /// <inheritdoc cref="PhoneRefusal.Code"/>
        public string Code => Reason.Code;

        /// <inheritdoc cref="PhoneRefusal.Sentence"/>
        public string Sentence => Reason.Sentence;
    }
}

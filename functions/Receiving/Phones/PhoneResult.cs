namespace AlturBridge.Receiving.Phones;

/// <summary>The result of <see cref="PhoneNormalizer"/>.</summary>
public abstract record PhoneResult
{
    /// <param name="E164">A plus sign and 7 to 15 digits.</param>
    /// <param name="DroppedExtension">The digits of an extension that will not be dialled; null if none.</param>
    public sealed record Number(string E164, string? DroppedExtension) : PhoneResult;

    public sealed record Refused(PhoneRefusal Reason) : PhoneResult;
}

namespace AlturBridge.Messages;

public static class DeadLetterDescription
{
    /// <summary>Service Bus's limit, in characters.</summary>
    private const int MaxLength = 4096;

    /// <summary>Sentences for the operator: printable, phone numbers masked, cut to Service Bus's limit.</summary>
    public static string Of(string sentences)
    {
        var masked = PhoneNumber.Mask(Printable.Of(sentences));
        return masked.Length <= MaxLength ? masked : $"{TextLength.Cut(masked, MaxLength - 1)}…";
    }
}

namespace AlturBridge.Receiving.Payloads;

/// <summary>Limits one request's memory: a value takes two bytes to send and a hundred to hold.</summary>
internal sealed class ValueBudget
{
    public const int MaxValues = 20_000;

    private int spent;

    /// <exception cref="UnreadablePayloadException">The body has more values than this.</exception>
    public void Spend(int values = 1)
    {
        spent += values;
        if (spent > MaxValues)
        {
            throw new UnreadablePayloadException(
                "The body holds more than 20,000 values: send fewer leads in one request, or fewer fields of each.");
        }
    }
}

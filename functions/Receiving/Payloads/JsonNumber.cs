namespace AlturBridge.Receiving.Payloads;

/// <summary>A JSON number, digit for digit as sent, so that no digit of a phone number is lost.</summary>
public sealed record JsonNumber(string Text)
{
    public override string ToString() => Text;
}

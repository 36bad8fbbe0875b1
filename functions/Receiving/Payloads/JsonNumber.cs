namespace AlturBridge.Receiving.Payloads;

/// <summary>A JSON number, digit for digit as it was sent: no digit of a phone number is lost.</summary>
public sealed record JsonNumber(string Text)
{
    public override string ToString() => Text;
}

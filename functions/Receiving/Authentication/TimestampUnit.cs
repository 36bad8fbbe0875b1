namespace AlturBridge.Receiving.Authentication;

public enum TimestampUnit
{
    Seconds,
    Milliseconds,
}

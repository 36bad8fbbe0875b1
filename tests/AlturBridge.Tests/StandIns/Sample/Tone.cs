namespace AlturBridge.Tests.StandIns.Sample;

public enum Tone
{
    Busy = 0,
    Free = 1,
}

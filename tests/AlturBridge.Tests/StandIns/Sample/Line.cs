namespace AlturBridge.Tests.StandIns.Sample;

public abstract class Line
{
    protected Line()
    {
    }
}

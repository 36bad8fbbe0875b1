namespace AlturBridge.Simulation.Broker;

internal sealed class Session(string id)
{
    public string Id { get; } = id;

    public byte[]? State { get; set; }

    public Hold? Hold { get; set; }

    /// <summary>When it last became free with messages: the longest-waiting session is accepted first.</summary>
    public long InLineSince { get; set; } = long.MaxValue;
}

using System.Globalization;

namespace AlturBridge.Sandbox.Simulation;

/// <summary>One way to misbehave after a request was read completely.</summary>
public sealed record Fault
{
    /// <summary>No answer, until the client leaves or the simulation stops.</summary>
    public static readonly Fault Hang = new("hang", null);

    /// <summary>No answer; the connection is aborted.</summary>
    public static readonly Fault Reset = new("reset", null);

    /// <summary>The headers and the first half of the body, then the end of the connection.</summary>
    public static readonly Fault Half = new("half", null);

    /// <summary>200 with an HTML page, as a proxy in between would answer.</summary>
    public static readonly Fault Html = new("html", null);

    /// <summary>200 without a body.</summary>
    public static readonly Fault Empty = new("empty", null);

    private static readonly Fault[] WithoutStatus = [Hang, Reset, Half, Html, Empty];

    private Fault(string name, int? status)
    {
        Name = name;
        Status = status;
    }

    public string Name { get; }

    /// <summary>The status, 300 to 599, of a fault that is just a status; otherwise null.</summary>
    public int? Status { get; }

    /// <summary>Whether a call may have been placed although the answer does not say so.</summary>
    public bool MayHaveRung => Status is null or 408 or < 400 or (>= 500 and not 503);

    /// <returns>Null when there is no such fault.</returns>
    public static Fault? Find(string name)
    {
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 300 and <= 599
            ? new Fault(status.ToString(CultureInfo.InvariantCulture), status)
            : Array.Find(WithoutStatus, fault => fault.Name == name);
    }

    public override string ToString() => Name;
}

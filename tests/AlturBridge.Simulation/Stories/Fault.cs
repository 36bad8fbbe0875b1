using System.Globalization;

namespace AlturBridge.Simulation.Stories;

/// <summary>One thing that goes wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Pick">Decides what the kind leaves open: the shape of an outage, the host, the new number of lanes.</param>
public sealed record Fault(FaultKind Kind, int Pick)
{
    /// <summary>The lead at whose crossing it strikes; 0 if it strikes at a time.</summary>
    public int Lead { get; init; }

    /// <summary>The number of the lead's edge crossing; from 1.</summary>
    public int Crossing { get; init; }

    /// <summary>Whether it strikes after the other side has acted.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>From the start.</summary>
    public TimeSpan At { get; init; }

    public TimeSpan Lasts { get; init; }

    public bool IsAtCrossing => Kind is < FaultKind.AlturOutage or FaultKind.SpoilState;

    /// <summary>When it ends at the latest, from the start; a fault at a crossing has no time of its own.</summary>
    public TimeSpan End => At + Lasts;

    public override string ToString() => IsAtCrossing
        ? string.Create(
            CultureInfo.InvariantCulture, $"{Kind} at crossing {Crossing} of lead-{Lead}, {(AfterEffect ? "after" : "before")} its effect")
        : string.Create(CultureInfo.InvariantCulture, $"{Kind} (choice {Pick}) at {At:hh\\:mm\\:ss} for {Lasts:hh\\:mm\\:ss}");
}

using AlturBridge.Simulation.Edges;

namespace AlturBridge.Simulation.Promises;

/// <summary>One POST that left a worker.</summary>
public sealed class DialSeen(Invocation invocation, int lead, int number)
{
    public Invocation Invocation { get; } = invocation;

    public int Lead { get; } = lead;

    /// <summary>The POST's number within the lead; from 1.</summary>
    public int Number { get; } = number;

    /// <summary>UTC ticks.</summary>
    public long At { get; init; }

    /// <summary>An operator who knew of this one has since ordered another call.</summary>
    public bool IsForgiven { get; set; }

    /// <summary>The dead letter this redials; null if none.</summary>
    public long? Redial { get; init; }

    public bool HasArrived { get; set; }

    public HttpOutage Shape { get; set; }

    public bool IsPlaced { get; set; }

    /// <summary>The worker has an answer, or has given up.</summary>
    public bool IsOver { get; set; }

    /// <summary>Whether the answer, as the worker saw it, says for certain if a call was placed.</summary>
    public bool IsCertain { get; set; }

    /// <summary>Whether the phone rang, or only Altur can know.</summary>
    public bool MayHaveRung => IsPlaced || Shape is HttpOutage.ServerError or HttpOutage.Resets or HttpOutage.AnswerHangs;
}

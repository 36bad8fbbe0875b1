using AlturBridge.Messages;
using AlturBridge.Simulation.Broker;
using AlturBridge.Simulation.Edges;

namespace AlturBridge.Simulation.Promises;

/// <summary>When the bridge cannot know whether a call was placed, and when it only forgot.</summary>
public static class Doubt
{
    /// <summary>Whether a run leaves the one that comes after it in honest doubt.</summary>
    /// <param name="run">An earlier run, or the same.</param>
    /// <param name="by">The run that parks the lead; null for the broker.</param>
    public static bool IsExplainedBy(Invocation run, Invocation? by)
    {
        if (run.Dial is { IsOver: true, IsCertain: false } || (run.Dial is { IsOver: true, HasArrived: false }))
        {
            return true;
        }

        if (!run.WroteState)
        {
            return false;
        }

        // Cut off: nobody is left who knows.
        if (!run.Worker.IsAlive || !run.Worker.Host.IsAlive)
        {
            return true;
        }

        // Somebody else has the lane. That is a reason unless the lane was lost for no other than that its renewal ended.
        if (by is null || run.Worker != by.Worker)
        {
            return LostByFault(run);
        }

        // The same process, which heard the answer or knows that nothing was sent: it must remember. A claim whose write failed is
        // another matter.
        return run is { Dial: null, WasFailed: true };
    }

    /// <summary>Whether another process may rightly dial in the lane of a call that is still in flight.</summary>
    public static bool LaneWasTaken(Invocation inFlight, Invocation next) =>
        inFlight.Worker != next.Worker && (LostByFault(inFlight) || LostByFault(next));

    /// <summary>The reasons that leave it open, by their nature, whether there is a record as well.</summary>
    public static bool MayStandBesideARecord(QueuedMessage letter) => letter.DeadLetterReason
        is DeadLetterReason.OutcomeUnknown or DeadLetterReason.RecordNotHandedOn
            or DeadLetterReason.Expired or DeadLetterReason.WebhookUnavailable;

    private static bool LostByFault(Invocation run) =>
        run.Hold is { } hold && (!hold.IsValid || !run.Worker.Host.HasLink(hold)) && !run.Worker.Host.LostByItself(hold);
}

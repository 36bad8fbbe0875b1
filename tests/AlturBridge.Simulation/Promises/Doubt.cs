using AlturBridge.Messages;
using AlturBridge.Simulation.Broker;
using AlturBridge.Simulation.Edges;

namespace AlturBridge.Simulation.Promises;

/// <summary>Tells a call that the bridge cannot know about from one it merely forgot.</summary>
public static class Doubt
{
    /// <summary>Whether a run leaves its successor in legitimate doubt.</summary>
    /// <param name="run">An earlier run, or the same one.</param>
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

        // Another process has the lane. That explains the doubt, unless the lane was lost only because its renewal ended.
        if (by is null || run.Worker != by.Worker)
        {
            return LostByFault(run);
        }

        // The same process, which heard the answer or knows that nothing was sent, must remember; a claim whose write failed is the
        // exception.
        return run is { Dial: null, WasFailed: true };
    }

    /// <summary>Whether another process may legitimately dial in the lane of a call that is still in flight.</summary>
    public static bool LaneWasTaken(Invocation inFlight, Invocation next) =>
        inFlight.Worker != next.Worker && (LostByFault(inFlight) || LostByFault(next));

    /// <summary>Reasons that by nature leave open whether there is also a record.</summary>
    public static bool MayStandBesideARecord(QueuedMessage letter) => letter.DeadLetterReason
        is DeadLetterReason.OutcomeUnknown or DeadLetterReason.RecordNotHandedOn
            or DeadLetterReason.Expired or DeadLetterReason.WebhookUnavailable;

    private static bool LostByFault(Invocation run) =>
        run.Hold is { } hold && (!hold.IsValid || !run.Worker.Host.HasLink(hold)) && !run.Worker.Host.LostByItself(hold);
}

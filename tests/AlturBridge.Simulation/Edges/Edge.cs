using AlturBridge.Simulation.Stories;
using AlturBridge.Simulation.Time;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Simulation.Edges;

/// <summary>
/// Where the code waits for the broker or the host: request and response each take time, and one of the story's faults may strike on
/// either. The response completes the await on the simulation's thread, within the event that delivers it.
/// </summary>
public sealed class Edge(Simulation simulation)
{
    private static readonly TimeSpan HangsFor = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RefusedAfter = TimeSpan.FromSeconds(11);

    /// <summary>May exceed the caller's deadline.</summary>
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(2);

    private readonly Dictionary<int, int> crossings = [];
    private readonly Dictionary<int, long> turns = [];

    /// <summary>How many crossings a lead has made.</summary>
    public int Crossings(int lead) => crossings.GetValueOrDefault(lead);

    /// <param name="operation">The operation.</param>
    /// <param name="invocation">The invocation making the call.</param>
    /// <param name="throughHost">Whether it goes to the broker through the host, or directly through the worker's own client.</param>
    /// <param name="effect">The operation's effect on the other side.</param>
    public Task<T> CrossAsync<T>(Operation operation, Invocation invocation, bool throughHost, Func<T> effect)
    {
        simulation.World.RequireOneThread();
        var worker = invocation.Worker;
        var faults = FaultsAt(invocation.Lead);
        var reply = new TaskCompletionSource<T>();
        simulation.Trace?.Write(worker, invocation.Lead, $"{operation} …");

        var wayThere = Latency(invocation.Lead);
        if (wayThere > SlowAnswer)
        {
            invocation.Hinder();
        }

        simulation.World.After(wayThere, () =>
        {
            simulation.Chaos.Strike(faults, afterEffect: false, invocation);
            if (!worker.IsAlive)
            {
                return;
            }

            var fate = Fate(faults, invocation);
            if (fate.Failure is not null || faults.Count > 0)
            {
                invocation.Hinder();
            }

            if (fate.Failure is { } failure && !fate.HasEffect)
            {
                Fail(reply, invocation, operation, fate.After, failure);
                return;
            }

            Exception? error = null;
            T result = default!;
            try
            {
                result = throughHost && !worker.Host.IsAlive ? throw new HostUnavailableException("The host is gone.") : effect();
            }
            catch (Exception exception) when (exception is ServiceBusException or HostUnavailableException)
            {
                error = exception;
            }

            simulation.Trace?.Write(worker, invocation.Lead, $"{operation} {error?.Message ?? "done"}");
            if (fate.Failure is not null)
            {
                Fail(reply, invocation, operation, fate.After, fate.Failure);
                return;
            }

            var wayBack = Latency(invocation.Lead);
            if (wayBack > SlowAnswer)
            {
                invocation.Hinder();
            }

            simulation.World.After(wayBack, () =>
            {
                simulation.Chaos.Strike(faults, afterEffect: true, invocation);
                if (!worker.IsAlive)
                {
                    return;
                }

                if (faults.Any(fault => fault is { Kind: FaultKind.LoseReply, AfterEffect: true }))
                {
                    Fail(reply, invocation, operation, HangsFor, NoAnswer());
                }
                else if (error is not null)
                {
                    Fail(reply, invocation, operation, TimeSpan.Zero, error);
                }
                else
                {
                    reply.SetResult(result);
                }
            });
        });

        return reply.Task;
    }

    /// <summary>Counts a crossing that does not involve the broker, and returns the story's faults that strike at it.</summary>
    public IReadOnlyList<Fault> FaultsAt(int lead)
    {
        if (lead == 0)
        {
            return [];
        }

        var crossing = crossings[lead] = Crossings(lead) + 1;
        return simulation.Chaos.At(lead, crossing);
    }

    /// <summary>
    /// Mostly milliseconds; one response in a hundred takes seconds. Drawn per lead, so that removing one lead does not affect the others.
    /// </summary>
    public TimeSpan Latency(int lead)
    {
        var turn = turns[lead] = turns.GetValueOrDefault(lead) + 1;
        var share = Draw.Share(simulation.World.Seed, Chance.Latency, lead, turn);
        var isLate = Draw.Happens(simulation.World.Seed, Chance.Tail, lead, 0.01, turn);
        return TimeSpan.FromMilliseconds(isLate ? 200 + (4000 * share) : 1 + (20 * share * share));
    }

    private (Exception? Failure, bool HasEffect, TimeSpan After) Fate(IReadOnlyList<Fault> faults, Invocation invocation)
    {
        if (faults.FirstOrDefault(fault => fault.Kind is FaultKind.Refuse or FaultKind.Hang or FaultKind.LoseReply
            && !fault.AfterEffect) is { } fault)
        {
            return fault.Kind switch
            {
                FaultKind.Refuse => (Refused(), false, RefusedAfter),
                FaultKind.Hang => (NoAnswer(), fault.Pick % 2 == 0, HangsFor),
                _ => (NoAnswer(), true, HangsFor),
            };
        }

        if (faults.FirstOrDefault(fault => fault.Kind is FaultKind.Refuse or FaultKind.Hang && fault.AfterEffect) is { } late)
        {
            return (late.Kind == FaultKind.Refuse ? Refused() : NoAnswer(), true, HangsFor);
        }

        return simulation.Chaos.BrokerOutageOf(invocation.Worker.Host) switch
        {
            BrokerOutage.Refused => (Refused(), false, RefusedAfter),
            BrokerOutage.Silent => (
                NoAnswer(), Draw.Happens(simulation.World.Seed, Chance.Effect, invocation.Lead, 0.5, Crossings(invocation.Lead)), HangsFor),
            BrokerOutage.Busy => (new ServiceBusException("The broker is busy.", ServiceBusFailureReason.ServiceBusy), false, RefusedAfter),
            _ => (null, true, TimeSpan.Zero),
        };
    }

    private void Fail<T>(TaskCompletionSource<T> reply, Invocation invocation, Operation operation, TimeSpan after, Exception failure) =>
        simulation.World.After(after, () =>
        {
            if (invocation.Worker.IsAlive)
            {
                simulation.Trace?.Write(invocation.Worker, invocation.Lead, $"{operation} failed: {failure.Message}");
                invocation.WasFailed = true;
                reply.SetException(failure);
            }
        });

    private static ServiceBusException Refused() => new("The connection was refused.", ServiceBusFailureReason.ServiceCommunicationProblem);

    private static ServiceBusException NoAnswer() => new("The operation did not complete in time.", ServiceBusFailureReason.ServiceTimeout);
}

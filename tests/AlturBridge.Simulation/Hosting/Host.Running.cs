using System.Reflection;
using AlturBridge.Simulation.Broker;
using AlturBridge.Simulation.Edges;
using AlturBridge.Simulation.Time;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Simulation.Hosting;

/// <summary>Invocations, and how they and the host end.</summary>
public sealed partial class Host
{
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(10);

    /// <summary><c>kill -9</c> of host and worker. The broker sees the connection close, or notices only when the locks expire.</summary>
    public void Kill()
    {
        IsAlive = false;
        Worker.IsAlive = false;
        simulation.Trace?.Write(Worker, 0, "is killed with its host");
        LoseLinks();
    }

    /// <summary>The worker finishes what it started, but has no host to settle it with.</summary>
    public void Orphan()
    {
        IsAlive = false;
        simulation.Trace?.Write(Worker, 0, "loses its host");
        LoseLinks();
        simulation.World.After(TimeSpan.FromSeconds(40), () => Worker.IsAlive = false);
    }

    /// <summary>The host abandons what its worker held, and starts another within seconds.</summary>
    public void KillWorker()
    {
        var dead = Worker;
        dead.IsAlive = false;
        simulation.Trace?.Write(dead, 0, "is killed, its host is not");
        foreach (var run in running.Where(run => run.Invocation.Worker == dead).ToArray())
        {
            simulation.World.After(TimeSpan.FromMilliseconds(100), () => End(run, failed: true));
        }

        simulation.World.After(TimeSpan.FromSeconds(1 + (7 * Draw.Share(simulation.World.Seed, Chance.Restart, dead.Number))), () =>
        {
            if (IsAlive && !IsDraining)
            {
                StartWorker();
            }
        });
    }

    public void DropLink()
    {
        simulation.Trace?.Write(Worker, 0, "loses its connection to the broker");
        LoseLinks();
        foreach (var link in links.Where(link => link.IsWaiting).ToArray())
        {
            Close(link);
        }
    }

    /// <summary>Takes nothing new, lets running invocations finish, then exits.</summary>
    public void Drain()
    {
        IsDraining = true;
        simulation.Trace?.Write(Worker, 0, "drains");
        foreach (var link in links.Where(link => link.IsWaiting).ToArray())
        {
            Close(link);
        }

        GoneIfIdle();
    }

    /// <summary>Like <see cref="Drain"/>, but also signals the functions to stop and waits ten seconds.</summary>
    public void Stop()
    {
        Drain();
        Worker.Stopping.Cancel();
        simulation.World.After(StopGrace, () =>
        {
            if (IsAlive)
            {
                Kill();
            }
        });
    }

    private void StartWorker()
    {
        Worker = new Worker(simulation, this, simulation.Fleet.NextWorker());
        simulation.Trace?.Write(
            Worker,
            0,
            $"starts on host-{Number} with {Lanes} lanes, its clock off by "
                + $"{(Worker.Time.GetUtcNow().UtcTicks - simulation.World.Now) / TimeSpan.TicksPerSecond} s");
    }

    private void LoseLinks()
    {
        foreach (var link in links)
        {
            link.IsUp = false;
            var isSeen = Draw.Happens(simulation.World.Seed, Chance.ClosedLink, link.AcceptedAt, 0.7);
            simulation.World.After(TimeSpan.FromMilliseconds(50), () =>
            {
                if (isSeen)
                {
                    Calls.Release(link.Hold);
                }
            });
        }

        // A link that is down holds nothing: the host opens another as soon as its invocation has ended.
        simulation.Fleet.Poke();
    }

    private void GoneIfIdle()
    {
        if (IsDraining && IsAlive && running.Count == 0 && links.Count == 0)
        {
            IsAlive = false;
            Worker.IsAlive = false;
            simulation.Trace?.Write(Worker, 0, "has ended");
        }
    }

    private void Invoke(string queue, QueuedMessage message, Link? link)
    {
        if (!IsAlive)
        {
            return;
        }

        if (link is not null)
        {
            sessionActions.TryAdd(link.Hold.SessionId, link.Hold);
        }

        var lead = LeadOf(message);
        var invocation = new Invocation(Worker, lead, message, message.LockToken, link?.Hold);
        var run = new Running(queue, invocation, link);
        running.Add(run);
        simulation.Trace?.Write(
            Worker,
            lead,
            $"delivery {message.Deliveries + (link is null ? 0 : 1)} from "
                + $"{queue}{(link is null ? string.Empty : $" in {link.Hold.SessionId}")}");

        if (Worker.IsAlive)
        {
            simulation.Ledger.Began(queue, invocation);
            _ = RunAsync(run);
        }
        else
        {
            simulation.World.After(TimeSpan.FromMilliseconds(250), () => End(run, failed: true));
        }
    }

    private async Task RunAsync(Running run)
    {
        var failed = false;
        Invocation.Current = run.Invocation;
        try
        {
            var function = simulation.Composition.Functions.Queues.Single(function => function.Trigger.QueueName == run.Queue);
            await function.Invoker.InvokeAsync(run.Invocation.Worker.Services, parameter => Bind(parameter, run));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            failed = true;
            simulation.Trace?.Write(run.Invocation.Worker, run.Invocation.Lead, $"fails: {exception.Message}");
        }

        simulation.World.RequireOneThread();
        run.Invocation.HasEnded = true;
        End(run, failed);
    }

    /// <summary>The host drops the session's actions, whichever invocation they belong to, and abandons the message on failure.</summary>
    private void End(Running run, bool failed)
    {
        if (!running.Remove(run) || !IsAlive)
        {
            return;
        }

        if (run.Link is { } link)
        {
            sessionActions.Remove(link.Hold.SessionId);
        }

        simulation.World.After(simulation.Edge.Latency(run.Invocation.Lead), () =>
        {
            if (failed && !run.Invocation.IsSettled && IsAlive)
            {
                Abandon(run);
            }

            if (run.Link is not null)
            {
                ReceiveNext(run.Link);
            }
            else
            {
                records--;
                simulation.Fleet.Poke();
            }

            GoneIfIdle();
        });
    }

    private void Abandon(Running run)
    {
        if (simulation.Chaos.BrokerOutageOf(this) != BrokerOutage.None || run.Link is { IsUp: false })
        {
            return;
        }

        try
        {
            simulation.Queue(run.Queue).Abandon(run.Invocation.LockToken, null);
        }
        catch (ServiceBusException)
        {
            // The lock is lost: another receiver has the message by now.
        }
    }

    private object Bind(ParameterInfo parameter, Running run) => parameter.ParameterType switch
    {
        var type when type == typeof(ServiceBusReceivedMessage) => ReceivedMessage.Of(run.Invocation.Message!, run.Link is not null),
        var type when type == typeof(ServiceBusMessageActions) =>
            new SimulatedActions(simulation, simulation.Queue(run.Queue), run.Invocation),
        var type when type == typeof(ServiceBusSessionMessageActions) => new SimulatedSessionActions(simulation, Calls, run.Invocation),
        var type when type == typeof(CancellationToken) => run.Invocation.Worker.Stopping.Token,
        var type => throw new NotSupportedException($"The simulation binds no parameter of type {type.Name}."),
    };

    private int LeadOf(QueuedMessage message) => simulation.LeadOf(message.Sent.CorrelationId ?? message.Sent.MessageId);

    private sealed record Running(string Queue, Invocation Invocation, Link? Link);
}

using AlturBridge.Simulation.Edges;
using AlturBridge.Simulation.Hosting;
using AlturBridge.Simulation.Time;
using AlturBridge.Messages;

namespace AlturBridge.Simulation.Stories;

/// <summary>Triggers a story's faults.</summary>
public sealed class Chaos
{
    /// <summary>From here on, a pick selects the kind's special variant.</summary>
    public const int Special = 1000;

    private readonly Simulation simulation;
    private readonly Dictionary<(int Lead, int Crossing), Fault[]> atCrossings;
    private readonly List<(Fault Fault, BrokerOutage Shape)> brokerOutages = [];

    public Chaos(Simulation simulation)
    {
        this.simulation = simulation;
        atCrossings = simulation.Story.Faults
            .Where(fault => fault.IsAtCrossing)
            .GroupBy(fault => (fault.Lead, fault.Crossing))
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    public HttpOutage Altur { get; private set; }

    public HttpOutage Webhook { get; private set; }

    public StoreOutage Store { get; private set; }

    /// <summary>Schedules the faults that strike at a time.</summary>
    public void Begin()
    {
        foreach (var fault in simulation.Story.Faults.Where(fault => !fault.IsAtCrossing))
        {
            simulation.World.After(fault.At, () => Begin(fault));
            simulation.World.After(fault.End, () => End(fault));
        }
    }

    public IReadOnlyList<Fault> At(int lead, int crossing) => atCrossings.GetValueOrDefault((lead, crossing)) ?? [];

    /// <summary>An even pick affects all hosts, an odd one every second host.</summary>
    public BrokerOutage BrokerOutageOf(Host host) =>
        brokerOutages.Find(outage => outage.Fault.Pick % 2 == 0 || outage.Fault.Pick / 2 % 2 == host.Number % 2).Shape;

    /// <summary>Kills, dropped links and lost locks, where a lead crosses an edge.</summary>
    public void Strike(IReadOnlyList<Fault> faults, bool afterEffect, Invocation invocation)
    {
        var worker = invocation.Worker;
        foreach (var fault in faults.Where(fault => fault.AfterEffect == afterEffect
            && fault.Kind is <= FaultKind.LoseLock or FaultKind.SpoilState && worker.IsAlive))
        {
            simulation.Trace?.Write(worker, invocation.Lead, $"FAULT {fault}");
            switch (fault.Kind)
            {
                case FaultKind.LoseLock when invocation.Hold is { } hold:
                    simulation.Queue(Queues.Calls).Release(hold);
                    break;
                case FaultKind.LoseLock:
                    break;
                case FaultKind.DropLink when worker.Host.IsAlive:
                    worker.Host.DropLink();
                    break;
                case FaultKind.Kill when worker.Host.IsAlive:
                    worker.Host.Kill();
                    simulation.Fleet.Replace(worker.Host);
                    break;
                case FaultKind.SpoilState when worker.Host.IsAlive:
                    worker.Host.Kill();
                    simulation.Fleet.Replace(worker.Host);
                    Spoil(invocation);
                    break;
                case FaultKind.OrphanWorker when worker.Host.IsAlive:
                    worker.Host.Orphan();
                    simulation.Fleet.Replace(worker.Host);
                    break;
                case FaultKind.KillWorker when worker.Host.IsAlive:
                    worker.Host.KillWorker();
                    break;
                default:
                    worker.IsAlive = false;
                    break;
            }
        }
    }

    private void Begin(Fault fault)
    {
        simulation.Trace?.Write(null, 0, $"FAULT {fault} begins{Shape(fault)}");
        switch (fault.Kind)
        {
            case FaultKind.AlturOutage:
                Altur = HttpShape(fault);
                break;
            case FaultKind.WebhookOutage:
                Webhook = HttpShape(fault);
                break;
            case FaultKind.BrokerOutage:
                brokerOutages.Add((fault, (BrokerOutage)(1 + (fault.Pick / 4 % 3))));
                break;
            case FaultKind.ScaleOut:
                simulation.Fleet.Start(1, simulation.Fleet.Lanes);
                break;
            case FaultKind.ScaleIn when simulation.Fleet.Pick(fault.Pick, host => host.TakesRequests) is { } host:
                host.Drain();
                simulation.Fleet.Replace(host);
                break;
            case FaultKind.Restart when simulation.Fleet.Pick(fault.Pick, host => host.TakesRequests) is { } host:
                host.Stop();
                simulation.Fleet.Replace(host);
                break;
            case FaultKind.Redeploy:
                Redeploy(
                    lanes: 1 + (fault.Pick % 16),
                    fault.Pick >= Special ? simulation.Story.Settings.LaterRules : simulation.Fleet.Rules);
                break;
            case FaultKind.StoreOutage:
                Store = (StoreOutage)(1 + (fault.Pick % 3));
                break;
            case FaultKind.Replay or FaultKind.Discard:
                simulation.Operator.Send(fault);
                break;
            default:
                break;
        }
    }

    private void End(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.AlturOutage:
                Altur = HttpOutage.None;
                break;
            case FaultKind.WebhookOutage:
                Webhook = HttpOutage.None;
                break;
            case FaultKind.StoreOutage:
                Store = StoreOutage.None;
                break;
            case FaultKind.BrokerOutage:
                brokerOutages.RemoveAll(outage => outage.Fault == fault);
                break;
            default:
                return;
        }

        simulation.Trace?.Write(null, 0, $"FAULT {fault} is over");
        simulation.Fleet.Poke();
    }

    private void Spoil(Invocation invocation)
    {
        if (invocation.Hold is { } hold)
        {
            simulation.Queue(Queues.Calls).Spoil(hold.SessionId);
            simulation.Ledger.Spoiled(hold.SessionId);
        }
    }

    private void Redeploy(int lanes, StoryRules rules)
    {
        var before = simulation.Fleet.Hosts.Where(host => host is { IsAlive: true, IsDraining: false }).ToArray();
        // In Azure the old instances may go on for minutes beside the new ones, with their own lanes and rules.
        var atOnce = Draw.Happens(simulation.World.Seed, Chance.Restart, simulation.World.Now, 0.5);
        foreach (var host in before)
        {
            var wait = TimeSpan.FromMinutes(
                atOnce ? 0 : 3 * Draw.Share(simulation.World.Seed, Chance.Restart, host.Number, simulation.World.Now));
            simulation.World.After(wait, () =>
            {
                if (host is { IsAlive: true, IsDraining: false })
                {
                    host.Drain();
                }
            });
        }

        simulation.Fleet.Redeploy(Math.Max(1, before.Length), lanes, rules);
    }

    /// <summary>410 ends a webhook for good and is not among the shapes; Altur refusing everything is a special variant.</summary>
    private static HttpOutage HttpShape(Fault fault) => fault is { Kind: FaultKind.AlturOutage, Pick: >= Special }
        ? HttpOutage.Refusal
        : (HttpOutage)(1 + (fault.Pick % (int)HttpOutage.NoRecord));

    private static string Shape(Fault fault) => fault.Kind switch
    {
        FaultKind.AlturOutage or FaultKind.WebhookOutage => $": {HttpShape(fault)}",
        FaultKind.BrokerOutage =>
            $": {(BrokerOutage)(1 + (fault.Pick / 4 % 3))} for {(fault.Pick % 2 == 0 ? "all hosts" : "every second host")}",
        FaultKind.Redeploy => $": {1 + (fault.Pick % 16)} lanes{(fault.Pick >= Special ? ", other rules" : string.Empty)}",
        FaultKind.StoreOutage => $": {(StoreOutage)(1 + (fault.Pick % 3))}",
        _ => string.Empty,
    };
}

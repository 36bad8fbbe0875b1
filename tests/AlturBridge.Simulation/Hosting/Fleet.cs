using AlturBridge.Messages;
using AlturBridge.Simulation.Stories;
using AlturBridge.Simulation.Time;

namespace AlturBridge.Simulation.Hosting;

/// <summary>All instances; hands queued messages to one that can take them.</summary>
public sealed class Fleet(Simulation simulation)
{
    private readonly List<Host> hosts = [];
    private int numbers;
    private int workers;
    private bool isPoked;

    public IReadOnlyList<Host> Hosts => hosts;

    public int Lanes { get; private set; }

    /// <summary>The maximum over all deployments.</summary>
    public int MostLanes { get; private set; }

    public StoryRules Rules { get; private set; } = simulation.Story.Settings.Rules;

    /// <summary>Lanes or rules have changed since the start.</summary>
    public bool IsRedeployed { get; private set; }

    public int NextWorker() => ++workers;

    public void Start(int count, int lanes)
    {
        Lanes = lanes;
        MostLanes = Math.Max(MostLanes, lanes);
        for (var index = 0; index < count; index++)
        {
            hosts.Add(new Host(simulation, ++numbers, lanes));
        }

        Poke();
    }

    public void Redeploy(int count, int lanes, StoryRules rules)
    {
        IsRedeployed = true;
        Rules = rules;
        Start(count, lanes);
    }

    /// <summary>Replaces an instance that is gone, within a minute.</summary>
    public void Replace(Host gone)
    {
        var wait = TimeSpan.FromSeconds(1 + (59 * Draw.Share(simulation.World.Seed, Chance.Restart, -gone.Number)));
        simulation.World.After(wait, () => Start(1, Lanes));
    }

    /// <param name="key">Decides the choice, together with the seed.</param>
    /// <param name="fits">Which hosts to choose from.</param>
    public Host? Pick(long key, Func<Host, bool> fits)
    {
        var fitting = hosts.Where(fits).ToArray();
        return fitting.Length == 0 ? null : fitting[Draw.Pick(simulation.World.Seed, Chance.Receiver, key, fitting.Length)];
    }

    /// <summary>Call when something may have become available to receive.</summary>
    public void Poke()
    {
        if (!isPoked)
        {
            isPoked = true;
            simulation.World.After(
                TimeSpan.FromMilliseconds(1 + (10 * Draw.Share(simulation.World.Seed, Chance.Receiver, simulation.World.Now))), Give);
        }
    }

    private void Give()
    {
        isPoked = false;
        hosts.RemoveAll(host => !host.IsAlive);
        var calls = simulation.Queue(Queues.Calls);
        var records = simulation.Queue(Queues.CallRecords);

        foreach (var host in hosts)
        {
            host.WakeWaiting();
        }

        while (calls.HasFreeSession && Pick(simulation.World.Now, host => host.CanAccept) is { } host)
        {
            host.Accept();
        }

        while (records.HasReady && Pick(-simulation.World.Now, host => host.CanReceiveRecord) is { } host)
        {
            host.ReceiveRecord();
        }
    }
}

using AlturBridge.Simulation.Stories;
using AlturBridge.Simulation.Time;

namespace AlturBridge.Simulation.Hosting;

/// <summary>The process that runs our code: the real composition on simulated edges.</summary>
public sealed class Worker
{
    public Worker(Simulation simulation, Host host, int number)
    {
        Simulation = simulation;
        Host = host;
        Number = number;
        var skew = TimeSpan.FromSeconds((120 * Draw.Share(simulation.World.Seed, Chance.Skew, number)) - 60);
        Time = new SimulatedTime(simulation.World, skew, () => IsAlive);
        Rules = host.Rules;
        Services = simulation.Composition.Create(simulation, this, host.Lanes);
    }

    public Simulation Simulation { get; }

    public Host Host { get; }

    /// <summary>From 1, across all hosts.</summary>
    public int Number { get; }

    /// <summary>As in its settings.</summary>
    public StoryRules Rules { get; }

    public SimulatedTime Time { get; }

    public IServiceProvider Services { get; }

    /// <summary>Canceled when it is told to stop.</summary>
    public CancellationTokenSource Stopping { get; } = new();

    public bool IsAlive { get; set; } = true;

    public override string ToString() => $"worker-{Number}";
}

using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Testing.Chaos;

public sealed record ChaosOptions
{
    public int Leads { get; init; } = 2000;

    /// <summary>How often the host is killed with <c>kill -9</c>.</summary>
    public int Kills { get; init; } = 30;

    /// <summary>The same seed gives the same faults and the same moments to kill.</summary>
    public int Seed { get; init; } = 1;

    public int Lanes { get; init; } = 32;

    /// <summary>Whether to publish the bridge first and run it as shipped, instead of as built beside this program.</summary>
    public bool Published { get; init; }

    /// <summary>Far above any wait on a loaded machine: anything longer hangs.</summary>
    public TimeSpan AlturTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public Faults AlturFaults { get; init; } = Faults.Parse(
        "429:0.04,503:0.03,422:0.01,500:0.005,504:0.005,hang:0.003,reset:0.005,half:0.005,html:0.003,empty:0.003,307:0.002");

    public Faults WebhookFaults { get; init; } = Faults.Parse("500:0.02,reset:0.01,hang:0.005");

    public TimeSpan AlturLatency { get; init; } = TimeSpan.FromMilliseconds(30);
}

using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Testing.Chaos;

public sealed record ChaosOptions
{
    public int Leads { get; init; } = 2000;

    /// <summary>How many times the host is killed with <c>kill -9</c>.</summary>
    public int Kills { get; init; } = 30;

    /// <summary>The same seed gives the same faults and the same kill times.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether people may be called only three minutes out of four.</summary>
    public bool HasHours { get; init; }

    public int Lanes { get; init; } = 32;

    /// <summary>Whether to publish the bridge first and run it as shipped, rather than as built next to this program.</summary>
    public bool Published { get; init; }

    /// <summary>Far above any wait on a loaded machine: anything longer is a hang.</summary>
    public TimeSpan AlturTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public Faults AlturFaults { get; init; } = Faults.Parse(
        "429:0.04,503:0.03,422:0.01,500:0.005,504:0.005,hang:0.003,reset:0.005,half:0.005,html:0.003,empty:0.003,307:0.002");

    public Faults WebhookFaults { get; init; } = Faults.Parse("500:0.02,reset:0.01,hang:0.005");

    /// <summary>How long Altur works between complete failures.</summary>
    public TimeSpan OutageEvery { get; init; } = TimeSpan.FromSeconds(4);

    public TimeSpan OutageFor { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Latency of each broker operation.</summary>
    public TimeSpan BrokerLatency { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Approximately how often a lane loses its lock.</summary>
    public TimeSpan LoseLockEvery { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Approximately how often the broker hangs or drops all links.</summary>
    public TimeSpan BrokerFailsEvery { get; init; } = TimeSpan.FromSeconds(1.5);

    public TimeSpan BrokerFailsFor { get; init; } = TimeSpan.FromSeconds(0.5);

    public TimeSpan AlturLatency { get; init; } = TimeSpan.FromMilliseconds(30);
}

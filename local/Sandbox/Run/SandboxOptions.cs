using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Sandbox.Run;

public sealed record SandboxOptions
{
    /// <summary>Null: port 7071, or a free one when that is taken.</summary>
    public string? Urls { get; init; }

    /// <summary>Null: a new folder that is deleted at the end.</summary>
    public string? DataFolder { get; init; }

    public string? Key { get; init; }

    /// <summary>How many sample leads are sent; from 1 to <see cref="SampleLeads.Most"/>.</summary>
    public int Leads { get; init; } = 3;

    /// <summary>Stop after the round trip.</summary>
    public bool Once { get; init; }

    /// <summary>Print only the outcome, as JSON.</summary>
    public bool Json { get; init; }

    public TimeSpan AlturLatency { get; init; }

    public Faults AlturFaults { get; init; } = Faults.None;

    public TimeSpan WebhookLatency { get; init; }

    public Faults WebhookFaults { get; init; } = Faults.None;

    /// <summary>How long a run may make no progress before it gives up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}

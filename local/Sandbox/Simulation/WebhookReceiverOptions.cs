namespace AlturBridge.Sandbox.Simulation;

public sealed record WebhookReceiverOptions
{
    /// <summary>Each <c>whsec_</c> and base64. With none, every delivery is accepted, and none is marked as valid.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The delay before every answer to a POST.</summary>
    public TimeSpan Latency { get; init; }

    public Faults Faults { get; init; } = Faults.None;

    /// <summary>The same seed gives the same faults, in the order in which deliveries come in.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Must be http on this machine; port 0 takes a free one.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:0");

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

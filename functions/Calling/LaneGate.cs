using Azure.Messaging.ServiceBus;

namespace AlturBridge.Calling;

/// <summary>
/// One lane as this process knows it: who is in it, and which answers from Altur may be missing from its state. Every answer is remembered
/// until its message is settled, so a lock lost in between causes neither a second call nor doubt. Used only inside the lane.
/// </summary>
public sealed class LaneGate
{
    private const int MostRemembered = 8;

    private readonly List<Memory> memories = [];

    /// <summary>
    /// Canceled when another delivery of the lane arrives: the host lost the lock of the one inside. That one must no longer write the
    /// lane's state, even if it could: its session actions may already belong to the other.
    /// </summary>
    public CancellationTokenSource Overtaken { get; internal set; } = new();

    internal SemaphoreSlim Turn { get; } = new(1);

    /// <summary>Deliveries inside or waiting at the gate.</summary>
    internal int Visitors { get; set; }

    internal long LastVisit { get; set; }

    /// <summary>The process's call counts when the lead at the head of the lane first failed.</summary>
    private (Claim Of, Tally Tally)? FirstFailure { get; set; }

    /// <summary>Altur's last answer to a message that is not settled yet; null if there was none, or certainly no call.</summary>
    public DialOutcome? HeardOf(ServiceBusReceivedMessage message) =>
        memories.FindLast(memory => !memory.IsOver && memory.Of.IsOf(message))?.Heard;

    public void Hear(Claim of, DialOutcome heard) => Remember(new Memory(of, heard));

    /// <summary>The message has left the queue: its claim is finished, and the next claim's write removes it.</summary>
    public void Settled(Claim of) => Remember(new Memory(of, Heard: null));

    /// <summary>The message is about to be dialled, so earlier answers no longer apply. Claims known to be finished stay so.</summary>
    public void Forget(ServiceBusReceivedMessage message) => memories.RemoveAll(memory => !memory.IsOver && memory.Of.IsOf(message));

    /// <summary>The state without claims known to be finished; another process may have claimed the same message since.</summary>
    public LaneState Current(LaneState state)
    {
        memories.RemoveAll(memory => memory.Heard is null && !state.Claims.Any(memory.Of.IsOfSameMessageAs));
        return state with { Claims = [.. state.Claims.Where(
            claim => !memories.Exists(memory => memory.IsOver && memory.Of.IsSameAs(claim)))] };
    }

    /// <summary>Whether Altur's answer to this claim's request was certainly not a call.</summary>
    public bool PlacedNoCall(Claim claim) =>
        memories.Exists(memory => memory.Heard is DialOutcome.NotPlaced && memory.Of.IsSameAs(claim));

    /// <returns>Null if the lead has not failed before.</returns>
    public Tally? FirstFailureOf(ServiceBusReceivedMessage message) =>
        FirstFailure is { } failure && failure.Of.IsOf(message) ? failure.Tally : null;

    public void Failed(ServiceBusReceivedMessage message, Tally tally)
    {
        if (FirstFailureOf(message) is null)
        {
            FirstFailure = (Claim.Of(message, default), tally);
        }
    }

    private void Remember(Memory memory)
    {
        memories.RemoveAll(other => other.Of.IsSameAs(memory.Of));
        memories.Add(memory);
        if (memories.Count > MostRemembered)
        {
            memories.RemoveAt(0);
        }
    }

    /// <param name="Of">The message.</param>
    /// <param name="Heard">The answer; null once the message is settled.</param>
    private sealed record Memory(Claim Of, DialOutcome? Heard)
    {
        public bool IsOver => Heard is null or DialOutcome.NotPlaced;
    }
}

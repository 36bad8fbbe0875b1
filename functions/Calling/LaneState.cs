using System.Text.Json;
using AlturBridge.Calling.Rules;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Calling;

/// <summary>A lane's session state. Immutable; every change creates a new state, written with <see cref="SaveAsync"/>.</summary>
/// <param name="Claims">Claims of messages whose dialling is not known to have ended: normally none or one.</param>
/// <param name="LastStart">When the lane last started a call.</param>
/// <param name="ClaimsLostAt">When this state replaced an unreadable one, losing its claims.</param>
/// <param name="Calls">The calls that count toward the rules; null for none.</param>
/// <param name="PutOffs">Marks of leads that were being put off when the host crashed; null for none.</param>
public sealed record LaneState(
    IReadOnlyList<Claim> Claims, DateTimeOffset? LastStart,
    DateTimeOffset? ClaimsLostAt = null, CallHistory? Calls = null, IReadOnlyList<PutOffMark>? PutOffs = null)
{
    /// <summary>How far the queue's clock may be ahead of ours.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    public static LaneState Empty { get; } = new([], null);

    public Claim? ClaimOf(ServiceBusReceivedMessage message) => Claims.FirstOrDefault(claim => claim.IsOf(message));

    /// <summary>Whether a claim of this message, or a mark that it is obsolete, may have been lost.</summary>
    public bool MayHaveLostClaimOf(ServiceBusReceivedMessage message) =>
        ClaimsLostAt is { } lost && CallMessage.QueuedAtOf(message) <= lost + ClockDifference;

    public LaneState With(Claim claim) => this with { Claims = [.. Claims.Where(other => !other.IsOfSameMessageAs(claim)), claim] };

    public LaneState Without(ServiceBusReceivedMessage message) => this with { Claims = [.. Claims.Where(claim => !claim.IsOf(message))] };

    /// <returns>
    /// How long the pace makes the lane wait; at most the whole pace, because a start in the future was written by another clock.
    /// </returns>
    public TimeSpan PaceLeft(TimeSpan pace, DateTimeOffset now)
    {
        var left = pace - (now - LastStart ?? TimeSpan.MaxValue);
        return left < pace ? left : pace;
    }

    public PutOffMark? PutOffOf(ServiceBusReceivedMessage message) => PutOffs?.FirstOrDefault(mark => mark.IsOf(message));

    public LaneState WithPutOff(PutOffMark mark) =>
        this with { PutOffs = [.. (PutOffs ?? []).Where(other => !other.IsOfSameLeadAs(mark)), mark] };

    public LaneState WithoutPutOff(PutOffMark mark) =>
        this with { PutOffs = [.. (PutOffs ?? []).Where(other => !other.IsOfSameLeadAs(mark))] };

    /// <summary>
    /// Drops data on messages that left the queue long ago. Entries of the current message stay however old they look: clocks differ.
    /// </summary>
    /// <param name="time">When the oldest message that may be in the queue was enqueued.</param>
    /// <param name="calls">When the oldest call that counts began.</param>
    /// <param name="now">The time.</param>
    /// <param name="exceptOf">The current message.</param>
    public LaneState Since(DateTimeOffset time, DateTimeOffset calls, DateTimeOffset now, ServiceBusReceivedMessage exceptOf) => this with
    {
        Claims = [.. Claims.Where(claim => claim.At >= time || claim.IsOf(exceptOf))],
        Calls = Calls?.Since(calls),
        PutOffs = PutOffs?.Where(mark => mark.Until >= now || mark.IsOf(exceptOf)).ToList(),
    };

    /// <summary>
    /// A state this bridge did not write is replaced, and the time remembered: messages already in the lane may have been dialled, later
    /// ones were not. Left in place, it would block the lane until every message in it had used up its deliveries.
    /// </summary>
    public static async Task<LaneState> ReadAsync(
        ServiceBusSessionMessageActions session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var state = await session.GetSessionStateAsync(cancellationToken);
        if (state is null || state.ToMemory().IsEmpty)
        {
            return Empty;
        }

        if (Parse(state) is { } lane)
        {
            return lane;
        }

        var replaced = Empty with { ClaimsLostAt = now };
        await replaced.SaveAsync(session, cancellationToken);
        return replaced;
    }

    /// <param name="session">The lane.</param>
    /// <param name="cancellationToken">
    /// A deadline, never the host's stop: the lane's state must be written before anything else happens.
    /// </param>
    public Task SaveAsync(ServiceBusSessionMessageActions session, CancellationToken cancellationToken) =>
        session.SetSessionStateAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(this, CallingJson.Readable.LaneState)), cancellationToken);

    private static LaneState? Parse(BinaryData state)
    {
        try
        {
            var lane = JsonSerializer.Deserialize(state.ToMemory().Span, CallingJson.Readable.LaneState);
            return lane?.Claims is { } claims && claims.All(claim => claim?.MessageId is not null) ? lane : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json;
using AlturBridge.Messages;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Calling;

/// <summary>
/// A lane's session state: the claims of messages whose dialling is not known to have ended (normally none, or one), and when the lane
/// last started a call. Values only; every change makes a new state, written with <see cref="SaveAsync"/>.
/// </summary>
public sealed record LaneState(IReadOnlyList<Claim> Claims, DateTimeOffset? LastStart)
{
    public static LaneState Empty { get; } = new([], null);

    public Claim? ClaimOf(string messageId) => Claims.FirstOrDefault(claim => claim.MessageId == messageId);

    public LaneState With(Claim claim) => this with { Claims = [.. Without(claim.MessageId).Claims, claim] };

    public LaneState Without(string messageId) => this with { Claims = [.. Claims.Where(claim => claim.MessageId != messageId)] };

    /// <summary>Drops claims of messages that have long left the queue. That of the message at hand counts however old it looks: clocks differ.</summary>
    public LaneState WithoutClaimsBefore(DateTimeOffset time, string exceptOf) =>
        this with { Claims = [.. Claims.Where(claim => claim.At >= time || claim.MessageId == exceptOf)] };

    /// <exception cref="JsonException">The state is not one that this bridge wrote.</exception>
    public static async Task<LaneState> ReadAsync(ServiceBusSessionMessageActions session)
    {
        var state = await session.GetSessionStateAsync(CancellationToken.None);
        return state is null || state.ToMemory().IsEmpty
            ? Empty
            : JsonSerializer.Deserialize(state.ToMemory().Span, BridgeJson.Default.LaneState) ?? Empty;
    }

    /// <summary>Not cancellable: what the lane knows must be written before anything else happens.</summary>
    public Task SaveAsync(ServiceBusSessionMessageActions session) => session.SetSessionStateAsync(
        BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(this, BridgeJson.Default.LaneState)),
        CancellationToken.None);
}

using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Calling;

/// <summary>
/// One delivery of a call message: settles it, and writes down what its lane must know about it.
/// </summary>
internal sealed class CallDelivery(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, ServiceBusSessionMessageActions session, LaneState lane)
{
    public ServiceBusReceivedMessage Message => message;

    public LaneState Lane { get; private set; } = lane;

    public string LeadId => CallMessage.LeadIdOf(message);

    /// <summary>What an earlier delivery of this message left behind, or what this one has written.</summary>
    public Claim? Claim => Lane.ClaimOf(message);

    /// <summary>Which attempt this delivery makes; from 1. An attempt that ended in a crash is known by its claim alone.</summary>
    public int Attempt { get; } = Math.Max(MessageProperty.AttemptOf(message), lane.ClaimOf(message)?.Attempt ?? 0) + 1;

    /// <summary>When this throws, nothing may be dialled.</summary>
    public async Task ClaimAsync(DateTimeOffset now)
    {
        var claimed = Lane.With(Claim.Of(message, now, Attempt)) with { LastStart = now };
        await claimed.SaveAsync(session);
        Lane = claimed;
    }

    public async Task KeepAnswerAsync(BinaryData record)
    {
        if (Claim is { } claim)
        {
            Lane = Lane.With(claim with { Answer = record.ToMemory() });
            await Lane.SaveAsync(session);
        }
    }

    /// <summary>After the message is settled, or once its attempt surely placed no call: earlier, a crash would look like a message never dialled.</summary>
    public async Task ForgetClaimAsync()
    {
        if (Claim is not null)
        {
            Lane = Lane.Without(message);
            await Lane.SaveAsync(session);
        }
    }

    public Task CompleteAsync() => actions.CompleteMessageAsync(message, CancellationToken.None);

    /// <param name="reason">One of <see cref="DeadLetterReason"/>.</param>
    /// <param name="why">For the operator; masked here.</param>
    /// <param name="record">The Call record, where it has no other place left.</param>
    public Task DeadLetterAsync(string reason, string why, BinaryData? record)
    {
        var properties = new Dictionary<string, object>();
        if (record is not null)
        {
            properties[MessageProperty.Record] = record.ToString();
        }

        return actions.DeadLetterMessageAsync(message, properties, reason, DeadLetterDescription.Of(why), CancellationToken.None);
    }

    /// <summary>Gives the message back to its place at the head of the lane.</summary>
    /// <param name="failedAttempts">How many attempts have failed; null when none was made.</param>
    public Task AbandonAsync(int? failedAttempts = null) => actions.AbandonMessageAsync(
        message,
        failedAttempts is { } failed ? new Dictionary<string, object> { [MessageProperty.Attempt] = failed } : null,
        CancellationToken.None);
}

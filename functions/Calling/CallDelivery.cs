using AlturBridge.Configuration;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Calling;

/// <summary>
/// One delivery of a call message: settles it, and writes down what its lane must know about it. Whatever it asks of Service Bus ends by a
/// deadline, and by nothing else.
/// </summary>
internal sealed class CallDelivery(
    ServiceBusReceivedMessage message, ServiceBusMessageActions actions, ServiceBusSessionMessageActions session, LaneGate gate, LaneState lane, QueueDeadline deadline)
{
    public ServiceBusReceivedMessage Message => message;

    public LaneState Lane { get; private set; } = lane;

    public string LeadId => CallMessage.LeadIdOf(message);

    /// <summary>What an earlier delivery of this message left behind, or what this one has written.</summary>
    public Claim? Claim => Lane.ClaimOf(message);

    /// <summary>What was heard from Altur, by an earlier delivery or by this one.</summary>
    public DialOutcome? Heard => gate.HeardOf(message) ?? (Claim?.Answer is { } record ? new DialOutcome.Placed(new BinaryData(record)) : null);

    /// <summary>How many attempts have failed by the fault of this lead.</summary>
    public int FailedAttempts => MessageProperty.AttemptOf(message);

    public Tally? FirstFailure => gate.FirstFailureOf(message);

    /// <summary>When this throws, nothing may be dialled, and nothing was.</summary>
    public async Task ClaimAsync(DateTimeOffset now)
    {
        gate.Forget(message);
        try
        {
            await SaveAsync(Lane.With(Claim.Of(message, now)) with { LastStart = now });
        }
        catch
        {
            // It may have been written all the same; that is no doubt, for it was not sent.
            gate.Hear(Claim.Of(message, now), new DialOutcome.NotPlaced("The lane's state could not be written.", RetryAfter: null));
            throw;
        }
    }

    /// <summary>From now on no delivery to this process is in doubt, whatever becomes of the lock.</summary>
    public void Hear(DialOutcome outcome)
    {
        if (Claim is { } claim)
        {
            gate.Hear(claim, outcome);
        }
    }

    public void FailedAt(Tally tally) => gate.Failed(message, tally);

    public async Task KeepAnswerAsync(BinaryData record)
    {
        if (Claim is { Answer: null } claim)
        {
            await SaveAsync(Lane.With(claim with { Answer = record.ToMemory() }));
        }
    }

    /// <summary>Once its attempt surely placed no call: earlier, a crash would look like a message never dialled.</summary>
    public async Task ForgetClaimAsync()
    {
        if (Claim is not null)
        {
            await SaveAsync(Lane.Without(message));
        }
    }

    /// <summary>
    /// Both at once, for the record is handed on: whichever of them fails, the next delivery has nothing left to do. The claim itself goes with
    /// the next one's write, when its message is surely gone.
    /// </summary>
    /// <returns>What kept the claim from being marked; null when nothing did.</returns>
    public async Task<Exception?> CompleteAsync()
    {
        var marking = TryMarkHandedOnAsync();
        var completing = deadline.WithinAsync(cancellationToken => actions.CompleteMessageAsync(message, cancellationToken));
        await Task.WhenAll(marking, completing);
        Settled();

        return await marking;
    }

    /// <param name="reason">One of <see cref="DeadLetterReason"/>.</param>
    /// <param name="why">For the operator; masked here.</param>
    /// <param name="record">The Call record, where it has no other place left.</param>
    public async Task DeadLetterAsync(string reason, string why, BinaryData? record)
    {
        // A replay, whoever makes it, copies the properties: it begins anew.
        var properties = new Dictionary<string, object> { [MessageProperty.Attempt] = 0 };
        if (record is not null)
        {
            properties[MessageProperty.Record] = record.ToString();
        }

        await deadline.WithinAsync(cancellationToken => actions.DeadLetterMessageAsync(message, properties, reason, DeadLetterDescription.Of(why), cancellationToken));
        Settled();
    }

    /// <summary>Gives the message back to its place at the head of the lane.</summary>
    /// <param name="failedAttempts">How many attempts have failed; null when there is no further one.</param>
    public Task AbandonAsync(int? failedAttempts = null) => deadline.WithinAsync(cancellationToken => actions.AbandonMessageAsync(
        message,
        failedAttempts is { } failed ? new Dictionary<string, object> { [MessageProperty.Attempt] = failed } : null,
        cancellationToken));

    private async Task<Exception?> TryMarkHandedOnAsync()
    {
        try
        {
            if (Claim is { IsHandedOn: false } claim)
            {
                await SaveAsync(Lane.With(claim with { Answer = null, IsHandedOn = true }));
            }

            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception;
        }
    }

    private void Settled()
    {
        if (Claim is { } claim)
        {
            gate.Settled(claim);
        }
    }

    private async Task SaveAsync(LaneState changed)
    {
        if (gate.Overtaken.IsCancellationRequested)
        {
            throw new InvalidOperationException("Another delivery of the lane has begun: its lock was lost, and its state is no longer this one's to write.");
        }

        await deadline.WithinAsync(cancellationToken => changed.SaveAsync(session, cancellationToken));
        Lane = changed;
    }
}

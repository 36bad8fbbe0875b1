using AlturBridge.Calling.Rules;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Calling;

/// <summary>
/// One delivery of a call message: settles it, and records what its lane must know about it. Only a deadline ends its Service Bus calls.
/// </summary>
internal sealed class CallDelivery(
    ServiceBusReceivedMessage message, ServiceBusMessageActions actions, ServiceBusSessionMessageActions session, LaneGate gate,
    LaneState lane, QueueDeadline deadline)
{
    private const int MostMarksAfterALoss = 50;

    private bool isFirstMark;

    public ServiceBusReceivedMessage Message => message;

    public LaneState Lane { get; private set; } = lane;

    public string LeadId => CallMessage.LeadIdOf(message);

    /// <summary>The number to call; null for a message that is not a call request.</summary>
    public string? Number => (Request as CallRequestResult.Valid)?.Request.PhoneNumberTo;

    public CallRequestResult Request { get; } = ForeignMessage.ProblemOf(message) is { } problem
        ? new CallRequestResult.Unreadable(problem)
        : CallRequestReader.Read(message.Body.ToMemory());

    public PutOffMark? PutOff => Lane.PutOffOf(message);

    /// <summary>The number of the copy that an earlier delivery of this message began to send to another lane; null if none.</summary>
    public int? CopyElsewhere =>
        PutOff is { IsSeen: false, ElsewhereSince: not null } mark && mark.InCharge > MessageProperty.PutOffsOf(message)
            ? mark.InCharge
            : null;

    /// <summary>The calls that count against this lead.</summary>
    public CallHistory Calls => Lane.Calls ?? CallHistory.Empty;

    /// <summary>The claim left by an earlier delivery of this message, or written by this one.</summary>
    public Claim? Claim => Lane.ClaimOf(message);

    /// <summary>Altur's answer to an earlier delivery or to this one.</summary>
    public DialOutcome? Heard =>
        gate.HeardOf(message) ?? (Claim?.Answer is { } record ? new DialOutcome.Placed(new BinaryData(record)) : null);

    /// <summary>How many attempts failed because of this lead.</summary>
    public int FailedAttempts => MessageProperty.AttemptOf(message);

    public Tally? FirstFailure => gate.FirstFailureOf(message);

    /// <summary>If this throws, nothing was dialled and nothing may be.</summary>
    public async Task ClaimAsync(DateTimeOffset now)
    {
        gate.Forget(message);
        try
        {
            await SaveAsync(Lane.With(Claim.Of(message, now)) with
            {
                LastStart = now,
                Calls = Number is { } number ? Calls.With(number, now) : Lane.Calls,
            });
        }
        catch
        {
            // It may have been written anyway; the call is not in doubt, because nothing was sent.
            gate.Hear(Claim.Of(message, now), new DialOutcome.NotPlaced("The lane's state could not be written.", RetryAfter: null));
            throw;
        }
    }

    /// <summary>From now on no delivery to this process is in doubt, whatever happens to the lock.</summary>
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

    /// <summary>Only once the attempt certainly placed no call: earlier, a crash would make the message look never dialled.</summary>
    public Task ForgetClaimAsync() => Claim is { } claim ? ForgetAsync(claim) : Task.CompletedTask;

    /// <param name="over">A claim of this message that placed no call, as only this process knows: a restart would be in doubt.</param>
    public Task ForgetAsync(Claim over) =>
        SaveAsync(Lane.Without(message) with { Calls = Number is { } number ? Calls.Without(number, over.At) : Lane.Calls });

    /// <summary>
    /// Does both at once, because the record is queued: if either fails, the next delivery has nothing left to do. The claim itself is
    /// removed by a later lead's write, once its message is certainly gone.
    /// </summary>
    /// <returns>Why the claim could not be marked; null if it was.</returns>
    public async Task<Exception?> CompleteAsync()
    {
        var marking = TryMarkHandedOnAsync();
        var completing = deadline.WithinAsync(cancellationToken => actions.CompleteMessageAsync(message, cancellationToken));
        await Task.WhenAll(marking, completing);
        Settled();

        return await marking;
    }

    /// <summary>A crash left the lead's messages in an intermediate state: this one is in charge from now on.</summary>
    public async Task TakeChargeAsync()
    {
        if (PutOff is { } mark && mark.TakenBy(message) is var taken && taken != mark)
        {
            await SaveAsync(Lane.WithPutOff(taken));
        }
    }

    /// <summary>
    /// The lead ends here because its lane's marks were lost: copies of it may still be in the queue. A few leads at most have any, and the
    /// state has room for few marks.
    /// </summary>
    public async Task VoidCopiesAsync(DateTimeOffset goneBy)
    {
        if (Lane.ClaimsLostAt is not null && !(Lane.PutOffs?.Count >= MostMarksAfterALoss))
        {
            await SaveAsync(Lane.WithPutOff(PutOffMark.Of(message).Last(goneBy)));
        }
    }

    /// <summary>Called before the copy is sent: from now on the copy is in charge, unless this message comes back.</summary>
    /// <returns>The copy's number.</returns>
    public async Task<int> HandChargeToCopyAsync(DateTimeOffset goneBy, DateTimeOffset? elsewhereSince)
    {
        isFirstMark = PutOff is null;
        var mark = (PutOff ?? PutOffMark.Of(message)).HandedToNext(goneBy, elsewhereSince);
        await SaveAsync(Lane.WithPutOff(mark));
        return mark.InCharge;
    }

    /// <summary>
    /// This message is gone, so its copy needs no mark. A mark left by a crash stays: an earlier message of the lead may still come.
    /// </summary>
    public async Task ForgetPutOffAsync()
    {
        if (isFirstMark && PutOff is { } mark)
        {
            await SaveAsync(Lane.WithoutPutOff(mark));
        }
    }

    /// <param name="now">When it dies.</param>
    /// <param name="reason">One of <see cref="DeadLetterReason"/>.</param>
    /// <param name="why">For the operator; phone numbers are masked here.</param>
    /// <param name="record">The Call record, if this is the only place left to keep it.</param>
    public async Task DeadLetterAsync(DateTimeOffset now, string reason, string why, BinaryData? record)
    {
        var properties = MessageProperty.OfDeadLetter(now);
        if (record is not null)
        {
            properties[MessageProperty.Record] = record.ToString();
        }

        await deadline.WithinAsync(cancellationToken => actions.DeadLetterMessageAsync(
            message, properties, reason, DeadLetterDescription.Of(why), cancellationToken));
        Settled();
    }

    /// <summary>Returns the message to the head of the lane.</summary>
    /// <param name="failedAttempts">How many attempts have failed; null if there will be no more.</param>
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
            throw new InvalidOperationException(
                "Another delivery of the lane has begun: its lock was lost, and its state is no longer this one's to write.");
        }

        await deadline.WithinAsync(cancellationToken => changed.SaveAsync(session, cancellationToken));
        Lane = changed;
    }
}

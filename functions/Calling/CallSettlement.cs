using AlturBridge.Calling.Rules;
using AlturBridge.Configuration;
using AlturBridge.Http;
using AlturBridge.Messages;
using AlturBridge.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlturBridge.Calling;

/// <summary>How a delivery ends: its record is handed on, or the lead is retried, put off, or dead-lettered.</summary>
public sealed partial class CallSettlement(
    Circuit circuit,
    RecordHandOver handOver,
    PutOffs putOffs,
    IOptions<CallingOptions> calling,
    ILeadEvents events,
    TimeProvider time,
    Random random,
    ILogger<PlaceCall> logger)
{
    /// <summary>In bytes; Service Bus allows properties of up to 32 KB.</summary>
    private const int LargestRecordInAProperty = 30_000;

    private static readonly TimeSpan WaitAfterFailure = TimeSpan.FromSeconds(2);

    /// <summary>During a deployment, two instances may disagree about the number of lanes.</summary>
    private static readonly TimeSpan WaitBeforeMovingAgain = TimeSpan.FromMinutes(1);

    /// <param name="delivery">The message.</param>
    /// <param name="outcome">Altur's answer.</param>
    /// <param name="isFaultOfLead">Whether a failure counts as an attempt of this lead.</param>
    /// <param name="mayTryAgain">Whether this delivery may wait for the circuit once more.</param>
    /// <param name="stopping">Ends a wait.</param>
    /// <returns>Whether to try again in this delivery; false once the message is settled.</returns>
    internal async Task<bool> EndAsync(
        CallDelivery delivery, DialOutcome outcome, bool isFaultOfLead, bool mayTryAgain, CancellationToken stopping)
    {
        var at = delivery.Claim?.At ?? time.GetUtcNow();

        switch (outcome)
        {
            case DialOutcome.Placed placed:
                await HandOnAsync(delivery, placed.Record, at, stopping);
                break;
            case DialOutcome.PlacedUnreadable unreadable:
                await DeadLetterAsync(delivery, DeadLetterReason.UnreadableRecord, DeadLetterText.Unreadable(at, unreadable));
                break;
            case DialOutcome.Refused refused:
                await DeadLetterAsync(delivery, DeadLetterReason.Refused, DeadLetterText.Refused(at, refused));
                await delivery.ForgetClaimAsync();
                break;
            case DialOutcome.Unknown unknown:
                await DeadLetterAsync(delivery, DeadLetterReason.OutcomeUnknown, DeadLetterText.Unknown(at, unknown));
                break;
            case DialOutcome.NotPlaced failure:
                return await TryAgainAsync(delivery, failure, isFaultOfLead, mayTryAgain, stopping);
        }

        return false;
    }

    /// <summary>The answer is saved while it is handed on: after a crash one of the two exists, or a human is asked.</summary>
    private async Task HandOnAsync(CallDelivery delivery, BinaryData record, DateTimeOffset at, CancellationToken stopping)
    {
        Placed(delivery.LeadId, CallRecord.IdOf(record));
        events.Add(LeadEvent.Called(delivery.Message, CallRecord.IdOf(record)));
        var keeping = KeepAnswerAsync(delivery, record);
        var failure = await handOver.TryAsync(delivery.Message, record);
        await keeping;

        if (failure is null)
        {
            await TwiceAsync(delivery, () => CompleteAsync(delivery), stopping);
        }
        else if (record.ToMemory().Length > LargestRecordInAProperty)
        {
            throw new InvalidOperationException($"The record of a placed call could not be put on the queue {Queues.CallRecords}; it "
                + $"is kept in the lane's state and tried again. {failure}");
        }
        else
        {
            await DeadLetterAsync(
                delivery,
                DeadLetterReason.RecordNotHandedOn,
                DeadLetterText.NotHandedOn(at, Queues.CallRecords, MessageProperty.Record, failure),
                record);
        }
    }

    private async Task KeepAnswerAsync(CallDelivery delivery, BinaryData record)
    {
        try
        {
            await delivery.KeepAnswerAsync(record);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            AnswerNotSaved(delivery.LeadId, exception);
        }
    }

    internal async Task CompleteAsync(CallDelivery delivery)
    {
        if (await delivery.CompleteAsync() is { } notMarked)
        {
            ClaimNotMarked(delivery.LeadId, notMarked);
        }
    }

    /// <summary>
    /// The claim is removed before the wait because the attempt has ended: a crash during the wait leaves no doubt about a call. While the
    /// circuit is open the lead waits there, and nothing counts against it.
    /// </summary>
    private async Task<bool> TryAgainAsync(
        CallDelivery delivery, DialOutcome.NotPlaced failure, bool isFaultOfLead, bool mayTryAgain, CancellationToken stopping)
    {
        await TwiceAsync(delivery, delivery.ForgetClaimAsync, stopping);
        delivery.FailedAt(circuit.Tally);
        var failedAttempts = delivery.FailedAttempts + (isFaultOfLead ? 1 : 0);

        if (failedAttempts >= calling.Value.MaxAttempts)
        {
            await DeadLetterAsync(
                delivery, DeadLetterReason.AlturUnavailable, DeadLetterText.Unavailable(failedAttempts, time.GetUtcNow(), failure.Why));
            return false;
        }

        if (!circuit.Report.IsOpen)
        {
            var wait = RetryWait.After(Backoff.Jitter(WaitAfterFailure, random.NextDouble()), failure.RetryAfter);
            NotPlaced(delivery.LeadId, wait, failure.Summary);
            events.Add(LeadEvent.AttemptFailed(delivery.Message, failedAttempts + 1, failure.Status));
            await time.DelayAsync(wait, stopping);
        }
        else if (mayTryAgain && !isFaultOfLead)
        {
            return true;
        }

        await delivery.AbandonAsync(failedAttempts);
        return false;
    }

    /// <summary>This process knows how the attempt ended, but after a restart the call would be in doubt.</summary>
    private async Task TwiceAsync(CallDelivery delivery, Func<Task> save, CancellationToken stopping)
    {
        try
        {
            await save();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            NotSaved(delivery.LeadId, exception);
            await time.DelayAsync(PlaceCall.WaitAfterFault, stopping);
            await save();
        }
    }

    internal async Task PutOffAsync(CallDelivery delivery, CallDecision.PutOff putOff, DateTimeOffset callBy)
    {
        await ReplaceByCopyAsync(delivery, putOff, callBy);
        PutOffUntil(delivery.LeadId, putOff.Until, putOff.Rule);
        BridgeMetrics.CountRule($"{putOff.Rule}", "put_off");
        events.Add(LeadEvent.PutOff(delivery.Message, putOff.Until, $"Calling__{putOff.Rule}"));
    }

    /// <summary>
    /// A message that may be called goes to its number's lane first: the number of lanes has changed, or another program chose the
    /// session. Only in its lane is one call to a number placed at a time.
    /// </summary>
    internal async Task MoveAsync(CallDelivery delivery, DateTimeOffset callBy)
    {
        var wait = MessageProperty.PutOffsOf(delivery.Message) == 0 ? TimeSpan.Zero : WaitBeforeMovingAgain;
        await ReplaceByCopyAsync(delivery, new CallDecision.PutOff(time.GetUtcNow() + wait, default), callBy);
        Moved(delivery.LeadId);
    }

    /// <summary>In this order no crash causes two calls of one lead, or none: see <see cref="PutOffMark"/>.</summary>
    private async Task ReplaceByCopyAsync(CallDelivery delivery, CallDecision.PutOff putOff, DateTimeOffset callBy)
    {
        DateTimeOffset? elsewhereSince = putOffs.Moves(delivery.Message, delivery.Number!) ? time.GetUtcNow() : null;
        var copy = await delivery.HandChargeToCopyAsync(CallCheck.GoneBy(callBy), elsewhereSince);
        await putOffs.SendAsync(delivery.Message, copy, delivery.Number!, putOff, callBy);
        await CompleteAsync(delivery);
        await delivery.ForgetPutOffAsync();
    }

    internal async Task DeadLetterAsync(CallDelivery delivery, string reason, string why, BinaryData? record = null)
    {
        // Without it nobody could look for the call at Altur.
        var number = reason == DeadLetterReason.OutcomeUnknown && delivery.Number is { } called
            ? $" The number is {PhoneNumber.Mask(called)}."
            : string.Empty;
        await delivery.DeadLetterAsync(time.GetUtcNow(), reason, $"{why}{number}", record);
        DeadLettered(delivery.LeadId, reason);
        events.Add(LeadEvent.DeadLettered(delivery.Message, Queues.Calls, reason));
        BridgeMetrics.CountDeadLetter(Queues.Calls, reason);
    }

    [LoggerMessage(1, LogLevel.Information, "Lead {LeadId}: call {CallId} placed")]
    private partial void Placed(string leadId, string? callId);

    [LoggerMessage(2, LogLevel.Warning, "Lead {LeadId}: no call was placed, trying again in {Wait}. {Why}")]
    private partial void NotPlaced(string leadId, TimeSpan wait, string why);

    [LoggerMessage(3, LogLevel.Error, "Lead {LeadId}: dead-lettered as {Reason}")]
    private partial void DeadLettered(string leadId, string reason);

    [LoggerMessage(
        4, LogLevel.Error, "Lead {LeadId}: the call was placed, but the answer could not be written to the lane's state; it is remembered")]
    private partial void AnswerNotSaved(string leadId, Exception exception);

    [LoggerMessage(
        5, LogLevel.Warning, "Lead {LeadId}: called and completed, but its claim could not be marked; the lane's next call removes it")]
    private partial void ClaimNotMarked(string leadId, Exception exception);

    [LoggerMessage(6, LogLevel.Information, "Lead {LeadId}: put off until {Until:u} by Calling__{Rule}")]
    private partial void PutOffUntil(string leadId, DateTimeOffset until, CallRule rule);

    [LoggerMessage(8, LogLevel.Information, "Lead {LeadId}: moved to the lane of its number")]
    private partial void Moved(string leadId);

    [LoggerMessage(7, LogLevel.Warning, "Lead {LeadId}: how the attempt ended could not be saved; trying again")]
    private partial void NotSaved(string leadId, Exception exception);
}

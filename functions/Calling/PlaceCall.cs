using AlturBridge.Calling.Rules;
using AlturBridge.Configuration;
using AlturBridge.Http;
using AlturBridge.Messages;
using AlturBridge.Telemetry;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlturBridge.Calling;

/// <summary>
/// Places a queued call at most once. The claim in the lane's state is written before the POST and outlives any crash, so a later
/// delivery of the same message never dials again; one that comes while the first still runs, because its lock was lost, waits for it.
/// </summary>
public sealed partial class PlaceCall(
    AlturClient altur,
    Circuit circuit,
    LaneGates lanes,
    CallCheck check,
    PutOffs putOffs,
    RecordHandOver handOver,
    QueueDeadline deadline,
    IOptions<CallingOptions> calling,
    ILeadEvents events,
    TimeProvider time,
    Random random,
    ILogger<PlaceCall> logger)
{
    /// <summary>In bytes; Service Bus takes properties of up to 32 KB.</summary>
    private const int LargestRecordInAProperty = 30_000;

    /// <summary>
    /// What fails by a fault of the host or the queue is given back after a while: Service Bus would deliver it again within milliseconds,
    /// and a fault of minutes would use up every delivery the queue allows.
    /// </summary>
    private static readonly TimeSpan WaitAfterFault = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan WaitAfterFailure = TimeSpan.FromSeconds(2);

    [Function(nameof(PlaceCall))]
    public async Task RunAsync(
        [ServiceBusTrigger(Queues.Calls, Connection = ServiceBusConnection.Setting, IsSessionsEnabled = true, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        ServiceBusSessionMessageActions session,
        CancellationToken stopping)
    {
        try
        {
            if (!await lanes.EnterAsync(message.SessionId, gate => CallAsync(message, actions, session, gate, stopping), stopping))
            {
                await deadline.WithinAsync(
                    cancellationToken =>
                        actions.AbandonMessageAsync(message, cancellationToken: cancellationToken), CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await WaitAsync(WaitAfterFault, stopping);
            throw;
        }
    }

    private async Task CallAsync(
        ServiceBusReceivedMessage message, ServiceBusMessageActions actions, ServiceBusSessionMessageActions session, LaneGate gate,
        CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, gate.Overtaken.Token);
        var now = time.GetUtcNow();
        var lane = gate.Current(await deadline.WithinAsync(
            cancellationToken => LaneState.ReadAsync(session, now, cancellationToken), CancellationToken.None));
        var delivery = new CallDelivery(
            message, actions, session, gate, check.WhatCounts(lane, message, now), deadline);

        if (delivery.Claim is { IsHandedOn: true })
        {
            await CompleteAsync(delivery);
        }
        else if (delivery.Heard is { } outcome)
        {
            await EndAsync(delivery, outcome, isFaultOfLead: false, either.Token);
        }
        else if (delivery.PutOff?.IsOver(message) == true)
        {
            Superseded(delivery.LeadId, message.MessageId);
            await CompleteAsync(delivery);
        }
        else if (DoubtAbout(delivery) is { } doubt)
        {
            await delivery.VoidCopiesAsync(check.CallBy(delivery) + CallCheck.ClockDifference);
            await DeadLetterAsync(delivery, DeadLetterReason.OutcomeUnknown, doubt);
        }
        else if (delivery is { CopyInCharge: { } copy, Number: { } number } && putOffs.Moves(message, number))
        {
            // The copy's lane knows no mark, so it cannot be made void: sent again, it is there once.
            await putOffs.SendAsync(message, copy, number, new CallDecision.PutOff(now, default), check.CallBy(delivery));
            await CompleteAsync(delivery);
        }
        else
        {
            await delivery.TakeChargeAsync();
            if (await MayCallAsync(delivery, DoNotCallCheck.Patience, either.Token))
            {
                await CallInTurnAsync(delivery, either.Token);
            }
        }
    }

    /// <summary>Why this lead may have been dialled already; null where it was not.</summary>
    private static string? DoubtAbout(CallDelivery delivery) => delivery switch
    {
        { Claim: { } claim } => DeadLetterText.CutOff(claim.At),
        { Lane.ClaimsLostAt: { } lostAt } when delivery.Lane.MayHaveLostClaimOf(delivery.Message) => DeadLetterText.ClaimLost(lostAt),
        _ => null,
    };

    /// <summary>Asked again after a wait.</summary>
    /// <returns>False when the message is settled: the lead is put off, given back, or ended.</returns>
    private async Task<bool> MayCallAsync(CallDelivery delivery, TimeSpan patience, CancellationToken stopping)
    {
        switch (await check.DecideAsync(delivery, patience, stopping))
        {
            case CallVerdict.Call:
                return true;
            case CallVerdict.PutOff putOff:
                await PutOffAsync(delivery, putOff.Decision, putOff.CallBy);
                break;
            case CallVerdict.End end:
                await DeadLetterAsync(delivery, end.Reason, end.Why);
                break;
            default:
                await delivery.AbandonAsync();
                break;
        }

        return false;
    }

    /// <summary>In this order no crash makes two calls of one lead, or none: <see cref="PutOffMark"/>.</summary>
    private async Task PutOffAsync(CallDelivery delivery, CallDecision.PutOff putOff, DateTimeOffset callBy)
    {
        var copy = await delivery.HandChargeToCopyAsync(callBy + CallCheck.ClockDifference);
        await putOffs.SendAsync(delivery.Message, copy, delivery.Number!, putOff, callBy);
        await CompleteAsync(delivery);
        PutOffUntil(delivery.LeadId, putOff.Until, putOff.Rule);
        BridgeMetrics.CountRule($"{putOff.Rule}", "put_off");
        events.Add(LeadEvent.PutOff(delivery.Message, putOff.Until, $"Calling__{putOff.Rule}"));
        await delivery.ForgetPutOffAsync();
    }

    private async Task CallInTurnAsync(CallDelivery delivery, CancellationToken stopping)
    {
        var pace = delivery.Lane.PaceLeft(calling.Value.Pace, time.GetUtcNow());
        using var turn = await WaitAsync(pace, stopping) ? await circuit.EnterAsync(stopping) : null;

        if (turn is null)
        {
            await delivery.AbandonAsync();
        }
        else if (await MayCallAsync(delivery, TimeSpan.Zero, stopping))
        {
            var at = time.GetUtcNow();
            var outcome = await altur.PlaceAsync(delivery.Message.Body, () => delivery.ClaimAsync(at = time.GetUtcNow()));
            delivery.Hear(outcome);
            BridgeMetrics.CountCall(outcome.Name, time.GetUtcNow() - at, at - delivery.Message.EnqueuedTime);
            await EndAsync(delivery, outcome, isFaultOfLead: turn.End(outcome, delivery.FirstFailure), stopping);
        }
    }

    private async Task EndAsync(CallDelivery delivery, DialOutcome outcome, bool isFaultOfLead, CancellationToken stopping)
    {
        var at = delivery.Claim?.At ?? time.GetUtcNow();

        switch (outcome)
        {
            case DialOutcome.Placed placed:
                await HandOnAsync(delivery, placed.Record, at);
                break;
            case DialOutcome.PlacedUnreadable unreadable:
                await DeadLetterAsync(delivery, DeadLetterReason.UnreadableRecord, DeadLetterText.Unreadable(at, unreadable));
                break;
            case DialOutcome.Refused refused:
                await DeadLetterAsync(delivery, DeadLetterReason.Refused, DeadLetterText.Refused(at, refused));
                break;
            case DialOutcome.Unknown unknown:
                await DeadLetterAsync(delivery, DeadLetterReason.OutcomeUnknown, DeadLetterText.Unknown(at, unknown));
                break;
            case DialOutcome.NotPlaced failure:
                await RetryLaterAsync(delivery, failure, isFaultOfLead, stopping);
                break;
        }
    }

    /// <summary>The answer is written down while it is handed on: after a crash one of the two is there, or a human is asked.</summary>
    private async Task HandOnAsync(CallDelivery delivery, BinaryData record, DateTimeOffset at)
    {
        Placed(delivery.LeadId, CallRecord.IdOf(record));
        events.Add(LeadEvent.Called(delivery.Message, CallRecord.IdOf(record)));
        var keeping = KeepAnswerAsync(delivery, record);
        var failure = await handOver.TryAsync(delivery.Message, record);
        await keeping;

        if (failure is null)
        {
            await CompleteAsync(delivery);
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

    private async Task CompleteAsync(CallDelivery delivery)
    {
        if (await delivery.CompleteAsync() is { } notMarked)
        {
            ClaimNotMarked(delivery.LeadId, notMarked);
        }
    }

    /// <summary>
    /// The claim is removed before the wait, for the attempt has ended: a crash in the wait is no doubt about a call. While the circuit is
    /// open the lead waits there, and nothing counts against it.
    /// </summary>
    private async Task RetryLaterAsync(CallDelivery delivery, DialOutcome.NotPlaced failure, bool isFaultOfLead, CancellationToken stopping)
    {
        await delivery.ForgetClaimAsync();
        delivery.FailedAt(circuit.Tally);
        var failedAttempts = delivery.FailedAttempts + (isFaultOfLead ? 1 : 0);

        if (failedAttempts >= calling.Value.MaxAttempts)
        {
            await DeadLetterAsync(
                delivery, DeadLetterReason.AlturUnavailable, DeadLetterText.Unavailable(failedAttempts, time.GetUtcNow(), failure.Why));
            return;
        }

        if (!circuit.Report.IsOpen)
        {
            var wait = RetryWait.After(Backoff.Jitter(WaitAfterFailure, random.NextDouble()), failure.RetryAfter);
            NotPlaced(delivery.LeadId, wait, PhoneNumber.Mask(failure.Why));
            events.Add(LeadEvent.AttemptFailed(delivery.Message, failedAttempts + 1, failure.Status));
            await WaitAsync(wait, stopping);
        }

        await delivery.AbandonAsync(failedAttempts);
    }

    private async Task DeadLetterAsync(CallDelivery delivery, string reason, string why, BinaryData? record = null)
    {
        await delivery.DeadLetterAsync(reason, why, record);
        DeadLettered(delivery.LeadId, reason);
        events.Add(LeadEvent.DeadLettered(delivery.Message, Queues.Calls, reason));
        BridgeMetrics.CountDeadLetter(Queues.Calls, reason);
    }

    /// <returns>False when the host stopped first.</returns>
    private async Task<bool> WaitAsync(TimeSpan wait, CancellationToken stopping)
    {
        if (wait <= TimeSpan.Zero)
        {
            return true;
        }

        await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stopping.IsCancellationRequested;
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

    [LoggerMessage(6, LogLevel.Information, "Lead {LeadId}: put off until {Until:u} by Calling__{Rule}")]
    private partial void PutOffUntil(string leadId, DateTimeOffset until, CallRule rule);

    [LoggerMessage(7, LogLevel.Information, "Lead {LeadId}: its message {MessageId} is over, another one of the lead is in charge")]
    private partial void Superseded(string leadId, string messageId);

    [LoggerMessage(
        5, LogLevel.Warning, "Lead {LeadId}: called and completed, but its claim could not be marked; the lane's next call removes it")]
    private partial void ClaimNotMarked(string leadId, Exception exception);
}

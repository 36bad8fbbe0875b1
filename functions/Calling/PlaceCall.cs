using AlturBridge.Calling.Rules;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Telemetry;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlturBridge.Calling;

/// <summary>
/// Places a queued call at most once. The claim in the lane's state is written before the POST and survives any crash, so a later delivery
/// of the same message never dials again; one that arrives while the first is still running, its lock lost, waits for it.
/// </summary>
public sealed partial class PlaceCall(
    AlturClient altur,
    Circuit circuit,
    LaneGates lanes,
    CallCheck check,
    PutOffs putOffs,
    CallSettlement settlement,
    QueueDeadline deadline,
    IOptions<CallingOptions> calling,
    TimeProvider time,
    ILogger<PlaceCall> logger)
{
    /// <summary>
    /// A message that fails through a host or queue fault is abandoned only after a wait: Service Bus would redeliver it within
    /// milliseconds, and a fault lasting minutes would use up every delivery the queue allows.
    /// </summary>
    internal static readonly TimeSpan WaitAfterFault = TimeSpan.FromSeconds(5);

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
                    within => actions.AbandonMessageAsync(message, cancellationToken: within), CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await time.DelayAsync(WaitAfterFault, stopping);
            throw;
        }
    }

    private async Task CallAsync(
        ServiceBusReceivedMessage message, ServiceBusMessageActions actions, ServiceBusSessionMessageActions session, LaneGate gate,
        CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, gate.Overtaken.Token);
        var now = time.GetUtcNow();
        var read = await deadline.WithinAsync(within => LaneState.ReadAsync(session, now, within), CancellationToken.None);
        var delivery = new CallDelivery(message, actions, session, gate, check.WhatCounts(gate.Current(read), message, now), deadline);

        if (delivery.Claim is { IsHandedOn: true })
        {
            await settlement.CompleteAsync(delivery);
        }
        else if (delivery.Heard is { } outcome)
        {
            await settlement.EndAsync(delivery, outcome, isFaultOfLead: false, mayTryAgain: false, either.Token);
        }
        else if (delivery.PutOff?.IsOver(message) == true)
        {
            Superseded(delivery.LeadId, message.MessageId);
            await settlement.CompleteAsync(delivery);
        }
        else if (DoubtAbout(delivery, now) is { } doubt)
        {
            await delivery.VoidCopiesAsync(CallCheck.GoneBy(check.CallBy(delivery)));
            await settlement.DeadLetterAsync(delivery, DeadLetterReason.OutcomeUnknown, doubt);
        }
        else if (delivery is { CopyElsewhere: { } copy, Number: { } number })
        {
            // Its lane has no mark, so it cannot be voided, even if the lanes have changed back; sending it again leaves exactly one.
            await putOffs.SendAsync(message, copy, number, new CallDecision.PutOff(now, default), check.CallBy(delivery));
            await settlement.CompleteAsync(delivery);
        }
        else
        {
            if (read.ClaimOf(message) is { } over && gate.PlacedNoCall(over))
            {
                await delivery.ForgetAsync(over);
            }

            await delivery.TakeChargeAsync();
            var until = now + Circuit.Patience;
            if (!await MayCallAsync(delivery, PatienceLeft(until), either.Token))
            {
                return;
            }

            if (putOffs.Moves(message, delivery.Number!))
            {
                await settlement.MoveAsync(delivery, check.CallBy(delivery));
            }
            else
            {
                await CallInTurnAsync(delivery, until, either.Token);
            }
        }
    }

    /// <summary>Why this lead may already have been dialled; null if it was not.</summary>
    private static string? DoubtAbout(CallDelivery delivery, DateTimeOffset now) => delivery switch
    {
        { Claim: { } claim } => DeadLetterText.CutOff(claim.At),
        { Lane.ClaimsLostAt: { } lostAt } when delivery.Lane.MayHaveLostClaimOf(delivery.Message) => DeadLetterText.ClaimLost(lostAt),
        // The queue may have forgotten the copy's id: sent again, it would arrive twice.
        { CopyElsewhere: not null, PutOff.ElsewhereSince: { } since }
            when now - since > Queues.DuplicateWindow - CallCheck.ClockDifference => DeadLetterText.MovedLongAgo(since),
        _ => null,
    };

    /// <summary>Checked again after a wait.</summary>
    /// <returns>False if the message is settled: the lead was put off, abandoned, or ended.</returns>
    private async Task<bool> MayCallAsync(CallDelivery delivery, TimeSpan patience, CancellationToken stopping)
    {
        switch (await check.DecideAsync(delivery, patience, stopping))
        {
            case CallVerdict.Call:
                return true;
            case CallVerdict.PutOff putOff:
                await settlement.PutOffAsync(delivery, putOff.Decision, putOff.CallBy);
                break;
            case CallVerdict.End end:
                await settlement.DeadLetterAsync(delivery, end.Reason, end.Why);
                break;
            default:
                await delivery.AbandonAsync();
                break;
        }

        return false;
    }

    /// <summary>
    /// While the circuit is open, a lead that fails waits for its next turn in the same delivery: an outage of days would use up those that
    /// the queue allows.
    /// </summary>
    private async Task CallInTurnAsync(CallDelivery delivery, DateTimeOffset until, CancellationToken stopping)
    {
        while (await TakeTurnAsync(delivery, until, stopping))
        {
            // The circuit makes it wait.
        }
    }

    /// <param name="delivery">The message.</param>
    /// <param name="until">How long it may wait for a turn.</param>
    /// <param name="stopping">Ends every wait.</param>
    /// <returns>Whether to try again; false once the message is settled.</returns>
    private async Task<bool> TakeTurnAsync(CallDelivery delivery, DateTimeOffset until, CancellationToken stopping)
    {
        var pace = delivery.Lane.PaceLeft(calling.Value.Pace, time.GetUtcNow());
        using var turn = await time.DelayAsync(pace, stopping)
            ? await circuit.EnterAsync(PatienceLeft(until), stopping)
            : null;

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
            return await settlement.EndAsync(
                delivery,
                outcome,
                isFaultOfLead: turn.End(outcome, delivery.FirstFailure),
                mayTryAgain: PatienceLeft(until) > TimeSpan.Zero,
                stopping);
        }

        return false;
    }

    private TimeSpan PatienceLeft(DateTimeOffset until) =>
        until - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    [LoggerMessage(10, LogLevel.Information, "Lead {LeadId}: another message of the lead has taken the place of {MessageId}")]
    private partial void Superseded(string leadId, string messageId);
}

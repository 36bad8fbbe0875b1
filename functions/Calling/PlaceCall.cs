using System.Net;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Telemetry;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlturBridge.Calling;

/// <summary>
/// Places a queued call at most once. The claim in the lane's state is written before the POST and outlives any crash, so a later
/// delivery of the same message never dials again; one that runs beside the first, whose lock was lost, finds the claim too.
/// </summary>
public sealed partial class PlaceCall(
    AlturClient altur,
    RecordHandOver handOver,
    IOptions<CallingOptions> calling,
    IOptions<LeadsOptions> leads,
    ILeadEvents events,
    TimeProvider time,
    Random random,
    ILogger<PlaceCall> logger)
{
    /// <summary>In bytes; Service Bus takes properties of up to 32 KB.</summary>
    private const int LargestRecordInAProperty = 30_000;

    /// <summary>
    /// What fails by a fault of the host or the queue is given back after a while: Service Bus would deliver it again within milliseconds, and
    /// a fault of seconds, such as a lane that was lost while an earlier delivery still holds it, would use up every delivery the queue allows.
    /// </summary>
    private static readonly TimeSpan WaitAfterFault = TimeSpan.FromSeconds(5);

    [Function(nameof(PlaceCall))]
    public async Task RunAsync(
        [ServiceBusTrigger(Queues.Calls, Connection = ServiceBusConnection.Setting, IsSessionsEnabled = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        ServiceBusSessionMessageActions session,
        CancellationToken stopping)
    {
        try
        {
            await CallAsync(message, actions, session, stopping);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await StoppableWait.ForAsync(WaitAfterFault, time, stopping);
            throw;
        }
    }

    private async Task CallAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, ServiceBusSessionMessageActions session, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var lane = (await LaneState.ReadAsync(session, now)).WithoutClaimsBefore(now - leads.Value.MaxAge, exceptOf: message);
        var delivery = new CallDelivery(message, actions, session, lane);

        if (delivery.Claim is { Answer: { } record })
        {
            await HandOnAsync(delivery, new BinaryData(record));
        }
        else if (DoubtAbout(delivery) is { } doubt)
        {
            await DeadLetterAsync(delivery, DeadLetterReason.OutcomeUnknown, doubt);
        }
        else if (CallObjection.To(message, leads.Value.MaxAge, now) is { } objection)
        {
            await DeadLetterAsync(delivery, objection.Reason, objection.Why);
        }
        else if (await WaitForTurnAsync(delivery, stopping))
        {
            await DialAsync(delivery, stopping);
        }
        else
        {
            await delivery.AbandonAsync();
        }
    }

    /// <summary>Why this lead may have been dialled already; null where it was not, or where the risk of a second call was chosen.</summary>
    private string? DoubtAbout(CallDelivery delivery) => delivery switch
    {
        { Claim: { } claim } when !calling.Value.RedialUnknown || claim.Attempt >= calling.Value.MaxAttempts => DeadLetterText.CutOff(claim.At),
        { Lane.ClaimsLostAt: { } lostAt } when !calling.Value.RedialUnknown && delivery.Lane.MayHaveLostClaimOf(delivery.Message) => DeadLetterText.ClaimLost(lostAt),
        _ => null,
    };

    private async Task DialAsync(CallDelivery delivery, CancellationToken stopping)
    {
        var at = time.GetUtcNow();
        var dial = await altur.PlaceAsync(delivery.Message.Body, () => delivery.ClaimAsync(at = time.GetUtcNow()));
        BridgeMetrics.CountCall(dial.Name, time.GetUtcNow() - at, at - delivery.Message.EnqueuedTime);

        switch (dial)
        {
            case Dial.Placed placed:
                await PlacedAsync(delivery, placed.Record);
                break;
            case Dial.PlacedUnreadable unreadable:
                await DeadLetterAsync(delivery, DeadLetterReason.UnreadableRecord, DeadLetterText.Unreadable(at, unreadable));
                break;
            case Dial.Refused refused:
                await DeadLetterAsync(delivery, DeadLetterReason.Refused, DeadLetterText.Refused(at, refused));
                break;
            case Dial.Unknown unknown when !calling.Value.RedialUnknown || delivery.Attempt >= calling.Value.MaxAttempts:
                await DeadLetterAsync(delivery, DeadLetterReason.OutcomeUnknown, DeadLetterText.Unknown(at, unknown));
                break;
            case Dial.Unknown unknown:
                await RetryLaterAsync(delivery, unknown.Why, unknown.Status, retryAfter: null, stopping);
                break;
            case Dial.NotPlaced notPlaced:
                await RetryLaterAsync(delivery, notPlaced.Why, notPlaced.Status, notPlaced.RetryAfter, stopping);
                break;
        }
    }

    /// <summary>
    /// The answer is written down first: a crash from here on resumes instead of asking a human. Where the lane is lost meanwhile, it is
    /// handed on all the same: a second delivery has parked the lead, and the record is the better word on what became of it.
    /// </summary>
    private async Task PlacedAsync(CallDelivery delivery, BinaryData record)
    {
        try
        {
            await delivery.KeepAnswerAsync(record);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            AnswerNotSaved(delivery.LeadId, exception);
        }

        Placed(delivery.LeadId, CallRecord.IdOf(record));
        events.Add(LeadEvent.Called(delivery.Message, CallRecord.IdOf(record)));
        await HandOnAsync(delivery, record);
    }

    private async Task HandOnAsync(CallDelivery delivery, BinaryData record)
    {
        if (await handOver.TryAsync(delivery.Message, record) is not { } failure)
        {
            await delivery.CompleteAsync();
            await delivery.ForgetClaimAsync();
            return;
        }

        if (record.ToMemory().Length > LargestRecordInAProperty)
        {
            throw new InvalidOperationException($"The record of a placed call could not be put on the queue {Queues.CallRecords}; it is kept in the lane's state and tried again. {failure}");
        }

        var at = delivery.Claim?.At ?? time.GetUtcNow();
        await DeadLetterAsync(delivery, DeadLetterReason.RecordNotHandedOn, DeadLetterText.NotHandedOn(at, Queues.CallRecords, MessageProperty.Record, failure), record);
    }

    /// <summary>The claim is removed before the wait, for the attempt has ended: a crash in the wait is no doubt about a call.</summary>
    private async Task RetryLaterAsync(CallDelivery delivery, string why, HttpStatusCode? status, TimeSpan? retryAfter, CancellationToken stopping)
    {
        events.Add(LeadEvent.AttemptFailed(delivery.Message, delivery.Attempt, status));
        await delivery.ForgetClaimAsync();

        if (delivery.Attempt >= calling.Value.MaxAttempts)
        {
            var text = DeadLetterText.Unavailable(delivery.Attempt, time.GetUtcNow(), why, mayHaveRung: calling.Value.RedialUnknown);
            await DeadLetterAsync(delivery, DeadLetterReason.AlturUnavailable, text);
            return;
        }

        var wait = RetryWait.After(delivery.Attempt, retryAfter, random.NextDouble());
        NotPlaced(delivery.LeadId, delivery.Attempt, PhoneNumber.Mask(why), wait);
        await StoppableWait.ForAsync(wait, time, stopping);
        await delivery.AbandonAsync(delivery.Attempt);
    }

    private async Task DeadLetterAsync(CallDelivery delivery, string reason, string why, BinaryData? record = null)
    {
        await delivery.DeadLetterAsync(reason, why, record);
        DeadLettered(delivery.LeadId, reason);
        events.Add(LeadEvent.DeadLettered(delivery.Message, Queues.Calls, reason));
        BridgeMetrics.CountDeadLetter(Queues.Calls, reason);
        await delivery.ForgetClaimAsync();
    }

    /// <summary>For the lane's pace; and where a claim is dialled again, until the delivery that wrote it has surely heard out its POST.</summary>
    /// <returns>False when the host stopped before the lane's turn came.</returns>
    private async Task<bool> WaitForTurnAsync(CallDelivery delivery, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var pace = Remaining.Of(calling.Value.Pace, delivery.Lane.LastStart, now);
        var heardOut = Remaining.Of(altur.Timeout, delivery.Claim?.At, now);
        var wait = pace > heardOut ? pace : heardOut;

        return wait <= TimeSpan.Zero || await StoppableWait.ForAsync(wait, time, stopping);
    }

    [LoggerMessage(1, LogLevel.Information, "Lead {LeadId}: call {CallId} placed")]
    private partial void Placed(string leadId, string? callId);

    [LoggerMessage(2, LogLevel.Warning, "Lead {LeadId}: attempt {Attempt} failed, trying again in {Wait}. {Why}")]
    private partial void NotPlaced(string leadId, int attempt, string why, TimeSpan wait);

    [LoggerMessage(3, LogLevel.Error, "Lead {LeadId}: dead-lettered as {Reason}")]
    private partial void DeadLettered(string leadId, string reason);

    [LoggerMessage(4, LogLevel.Error, "Lead {LeadId}: the call was placed, but the answer could not be written to the lane's state; handing it on without")]
    private partial void AnswerNotSaved(string leadId, Exception exception);
}

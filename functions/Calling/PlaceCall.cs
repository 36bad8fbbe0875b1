using System.Globalization;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlturBridge.Calling;

/// <summary>
/// Places a queued call at most once. The claim in the lane's state is written before the POST and outlives any crash, so a later
/// delivery of the same message never dials again; design.md section 4 gives the steps.
/// </summary>
public sealed partial class PlaceCall(
    AlturClient altur,
    RecordHandOver handOver,
    IOptions<CallingOptions> calling,
    IOptions<LeadsOptions> leads,
    TimeProvider time,
    ILogger<PlaceCall> logger)
{
    /// <summary>In bytes; Service Bus takes properties of up to 32 KB.</summary>
    private const int LargestRecordInAProperty = 30_000;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    [Function(nameof(PlaceCall))]
    public async Task RunAsync(
        [ServiceBusTrigger(Queues.Calls, Connection = Queues.Connection, IsSessionsEnabled = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        ServiceBusSessionMessageActions session,
        CancellationToken stopping)
    {
        var delivery = new CallDelivery(message, actions, session);
        var lane = (await LaneState.ReadAsync(session)).WithoutClaimsBefore(time.GetUtcNow() - leads.Value.MaxAge, exceptOf: message.MessageId);

        switch (lane.ClaimOf(message.MessageId))
        {
            case { Answer: { } record }:
                await HandOnAsync(delivery, lane, new BinaryData(record));
                return;
            case { } claim when !calling.Value.RedialUnknown:
                await CrashedAsync(delivery, lane, claim);
                return;
        }

        if (Objection(message) is { } objection)
        {
            await DeadLetterAsync(delivery, lane, objection.Reason, objection.Why);
        }
        else if (await KeepPaceAsync(lane, stopping))
        {
            await DialAsync(delivery, lane, stopping);
        }
        else
        {
            await actions.AbandonMessageAsync(message, cancellationToken: CancellationToken.None);
        }
    }

    private async Task DialAsync(CallDelivery delivery, LaneState lane, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        lane = lane.With(new Claim(delivery.Message.MessageId, now)) with { LastStart = now };
        await lane.SaveAsync(delivery.Session);

        switch (await altur.PlaceAsync(delivery.Message.Body))
        {
            case Dial.Placed placed:
                await PlacedAsync(delivery, lane, placed.Record);
                break;
            case Dial.PlacedUnreadable unreadable:
                await DeadLetterAsync(delivery, lane, DeadLetterReason.UnreadableRecord, $"The call was placed {At(now)}, but its record is lost: {unreadable.Why}. Do not replay: the person has been called.");
                break;
            case Dial.Refused refused:
                await DeadLetterAsync(delivery, lane, DeadLetterReason.Refused, $"Altur refused the call {At(now)} with {$"{(int)refused.Status} {refused.Answer}".TrimEnd(' ', '.')}. No call was placed. Mend what it names, then replay.");
                break;
            case Dial.Unknown unknown when !calling.Value.RedialUnknown || AttemptsWith(delivery) >= calling.Value.MaxAttempts:
                await DeadLetterAsync(delivery, lane, DeadLetterReason.OutcomeUnknown, $"The call was sent to Altur {At(now)} and may have been placed. {unknown.Why} Look for it at Altur before you replay.");
                break;
            case Dial.Unknown unknown:
                await RetryLaterAsync(delivery, lane, unknown.Why, retryAfter: null, stopping);
                break;
            case Dial.NotPlaced notPlaced:
                await RetryLaterAsync(delivery, lane, notPlaced.Why, notPlaced.RetryAfter, stopping);
                break;
        }
    }

    /// <summary>The answer is written down first: a crash from here on resumes instead of asking a human.</summary>
    private async Task PlacedAsync(CallDelivery delivery, LaneState lane, BinaryData record)
    {
        Placed(delivery.LeadId, CallRecord.IdOf(record));
        lane = lane.With(new Claim(delivery.Message.MessageId, time.GetUtcNow(), record.ToMemory()));

        try
        {
            await lane.SaveAsync(delivery.Session);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            AnswerNotSaved(delivery.LeadId, exception);
        }

        await HandOnAsync(delivery, lane, record);
    }

    private async Task HandOnAsync(CallDelivery delivery, LaneState lane, BinaryData record)
    {
        if (await handOver.TryAsync(delivery.Message, record) is { } failure)
        {
            if (record.ToMemory().Length > LargestRecordInAProperty)
            {
                throw new InvalidOperationException($"The record of a placed call could not be put on the queue {Queues.CallRecords}; it is kept in the lane's state and tried again. {failure}");
            }

            var why = $"The call was placed, but its record could not be put on the queue {Queues.CallRecords}: {failure} It is in the property {MessageProperty.Record}. Do not replay: the person has been called.";
            await DeadLetterAsync(delivery, lane, DeadLetterReason.RecordNotHandedOn, why, record);
            return;
        }

        await delivery.Actions.CompleteMessageAsync(delivery.Message, CancellationToken.None);
        await lane.Without(delivery.Message.MessageId).SaveAsync(delivery.Session);
    }

    private async Task CrashedAsync(CallDelivery delivery, LaneState lane, Claim claim) =>
        await DeadLetterAsync(delivery, lane, DeadLetterReason.OutcomeUnknown, $"Dialling began {At(claim.At)} and was cut off, so the call may have been placed. Look for it at Altur before you replay.");

    private async Task RetryLaterAsync(CallDelivery delivery, LaneState lane, string why, TimeSpan? retryAfter, CancellationToken stopping)
    {
        await lane.Without(delivery.Message.MessageId).SaveAsync(delivery.Session);

        var attempts = AttemptsWith(delivery);
        if (attempts >= calling.Value.MaxAttempts)
        {
            var replay = calling.Value.RedialUnknown
                ? "An earlier attempt may have placed a call: look for it at Altur before you replay."
                : "No call was placed: it is safe to replay.";
            await DeadLetterAsync(delivery, lane, DeadLetterReason.AlturUnavailable, $"{attempts} attempts failed, the last {At(time.GetUtcNow())}. {why} {replay}");
            return;
        }

        // The longer of the two: an Altur that is down for minutes and asks for a second each time must not use up the attempts at once.
        var asked = Math.Min(retryAfter?.Ticks ?? 0, LongestRetryAfter.Ticks);
        var backoff = Backoff.Exponential(attempts, FirstWait, LongestWait, Random.Shared.NextDouble());
        var wait = TimeSpan.FromTicks(Math.Max(asked, backoff.Ticks));
        NotPlaced(delivery.LeadId, attempts, PhoneNumber.Mask(why), wait);

        await WaitAsync(wait, stopping);
        await delivery.Actions.AbandonMessageAsync(
            delivery.Message, new Dictionary<string, object> { [MessageProperty.Attempt] = attempts }, CancellationToken.None);
    }

    /// <summary>Settles first and forgets the claim second: the other way round, a crash in between would look like a message never dialled.</summary>
    private async Task DeadLetterAsync(CallDelivery delivery, LaneState lane, string reason, string why, BinaryData? record = null)
    {
        var properties = new Dictionary<string, object>();
        if (record is not null)
        {
            properties[MessageProperty.Record] = record.ToString();
        }

        await delivery.Actions.DeadLetterMessageAsync(delivery.Message, properties, reason, DeadLetterDescription.Of(why), CancellationToken.None);
        DeadLettered(delivery.LeadId, reason);

        if (lane.ClaimOf(delivery.Message.MessageId) is not null)
        {
            await lane.Without(delivery.Message.MessageId).SaveAsync(delivery.Session);
        }
    }

    /// <summary>Why this message must not be dialled at all.</summary>
    private (string Reason, string Why)? Objection(ServiceBusReceivedMessage message)
    {
        if (string.IsNullOrEmpty(message.MessageId))
        {
            return (DeadLetterReason.Malformed, "This message has no MessageId, without which it cannot be dialled at most once. It was not dialled.");
        }

        if (message.EnqueuedTime + leads.Value.MaxAge is var end && end < time.GetUtcNow())
        {
            return (DeadLetterReason.Expired, $"The lead was not called before {At(end)} and is older than Leads__MaxAge allows.");
        }

        return CallRequestReader.Read(message.Body.ToMemory()) switch
        {
            CallRequestReading.Unreadable unreadable => (DeadLetterReason.Malformed, $"This message is not a call request. {unreadable.Problem} It was not dialled."),
            CallRequestReading.Invalid invalid => (DeadLetterReason.Malformed, $"This message is not a call request. {string.Join(' ', invalid.Problems)} It was not dialled."),
            _ => null,
        };
    }

    /// <returns>False when the host stopped before the lane's turn came.</returns>
    private async Task<bool> KeepPaceAsync(LaneState lane, CancellationToken stopping)
    {
        // A last start that lies ahead was written by another clock.
        var sinceLastStart = time.GetUtcNow() - lane.LastStart ?? TimeSpan.MaxValue;
        var wait = calling.Value.Pace - (sinceLastStart > TimeSpan.Zero ? sinceLastStart : TimeSpan.Zero);
        return wait <= TimeSpan.Zero || await WaitAsync(wait, stopping);
    }

    /// <returns>False when the host stopped first.</returns>
    private async Task<bool> WaitAsync(TimeSpan wait, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(wait, time, stopping);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static int AttemptsWith(CallDelivery delivery) => MessageProperty.AttemptOf(delivery.Message) + 1;

    private static string At(DateTimeOffset moment) => moment.ToString("'at' yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    [LoggerMessage(1, LogLevel.Information, "Lead {LeadId}: call {CallId} placed")]
    private partial void Placed(string leadId, string? callId);

    [LoggerMessage(2, LogLevel.Warning, "Lead {LeadId}: attempt {Attempt} failed, trying again in {Wait}. {Why}")]
    private partial void NotPlaced(string leadId, int attempt, string why, TimeSpan wait);

    [LoggerMessage(3, LogLevel.Error, "Lead {LeadId}: dead-lettered as {Reason}")]
    private partial void DeadLettered(string leadId, string reason);

    [LoggerMessage(4, LogLevel.Error, "Lead {LeadId}: the call was placed, but the answer could not be written to the lane's state; handing it on without")]
    private partial void AnswerNotSaved(string leadId, Exception exception);
}

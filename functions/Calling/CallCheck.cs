using AlturBridge.Calling.Rules;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Numbers;
using AlturBridge.Telemetry;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using NodaTime;

namespace AlturBridge.Calling;

/// <summary>The single place that decides whether a lead may be called now.</summary>
public sealed class CallCheck(CallRules rules, DoNotCallCheck doNotCall, Lanes lanes, IOptions<LeadsOptions> leads, TimeProvider time)
{
    /// <summary>How far the queue's clock may differ from ours.</summary>
    internal static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <summary>The state without what no longer counts; everything about the current message still counts.</summary>
    internal LaneState WhatCounts(LaneState lane, ServiceBusReceivedMessage message, DateTimeOffset now) =>
        lane.Since(now - leads.Value.MaxAge - CallMessage.ExpiryMargin, now - rules.Memory, now, exceptOf: message);

    /// <param name="delivery">The message.</param>
    /// <param name="patience">How long to wait for anything that cannot be read.</param>
    /// <param name="stopping">Ends the wait.</param>
    internal async Task<CallVerdict> DecideAsync(CallDelivery delivery, TimeSpan patience, CancellationToken stopping)
    {
        if ((delivery.Number is { } number ? await doNotCall.HasAsync(number, patience, stopping) : false) is not { } mustNotBeCalled)
        {
            return new CallVerdict.Undecided();
        }

        var now = time.GetUtcNow();
        var zones = ZonesOf(delivery);
        var callBy = CallBy(delivery.Message, zones);
        if (CallObjection.To(delivery, callBy, now) is { } objection)
        {
            return new CallVerdict.End(objection.Reason, objection.Why);
        }

        switch (rules.Decide(
            new LeadToCall(delivery.Number!, zones, callBy, mustNotBeCalled),
            lanes.IndexOf(delivery.Number!),
            delivery.Calls,
            now))
        {
            case CallDecision.PutOff putOff:
                return new CallVerdict.PutOff(putOff, callBy);
            case CallDecision.NotAllowed not:
                BridgeMetrics.CountRule($"{not.Rule}", "not_allowed");
                return new CallVerdict.End(DeadLetterReason.NotAllowed, DeadLetterText.NotAllowed(not));
            default:
                return new CallVerdict.Call();
        }
    }

    /// <summary>When the queue certainly no longer holds a copy of a lead that is too old by <paramref name="callBy"/>.</summary>
    internal static DateTimeOffset GoneBy(DateTimeOffset callBy) => callBy + CallMessage.ExpiryMargin + ClockDifference;

    /// <summary>When the lead is too old to be called.</summary>
    internal DateTimeOffset CallBy(CallDelivery delivery) => CallBy(delivery.Message, ZonesOf(delivery));

    /// <summary>
    /// A put-off lead's copy says when it is too old; a replay, which comes after that time, starts over. Nobody can make a lead last
    /// longer than if it had just been queued.
    /// </summary>
    private DateTimeOffset CallBy(ServiceBusReceivedMessage message, IReadOnlyList<DateTimeZone> zones)
    {
        var latest = rules.CallBy(zones, message.EnqueuedTime, leads.Value.MaxAge);
        return MessageProperty.TimeOf(MessageProperty.Text(message, MessageProperty.CallBy)) is { } callBy
            && callBy >= message.EnqueuedTime - ClockDifference && callBy < latest ? callBy : latest;
    }

    private static IReadOnlyList<DateTimeZone> ZonesOf(CallDelivery delivery)
    {
        if (MessageProperty.Text(delivery.Message, MessageProperty.TimeZone) is { } name)
        {
            return IanaZones.Find(name) is { } zone ? [zone] : [];
        }

        return delivery.Number is { } number ? IanaZones.Of(number) : [];
    }
}

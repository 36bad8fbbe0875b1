using AlturBridge.Calling.Rules;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;

namespace AlturBridge.Calling;

/// <summary>Sends the copy of a lead that is put off. It arrives in the first minute in which the lead may be called.</summary>
public sealed class PutOffs(
    [FromKeyedServices(Queues.Calls)] ServiceBusSender calls, Lanes lanes, QueueDeadline deadline, TimeProvider time, Random random)
{
    /// <summary>When calling hours open, waiting leads arrive spread over this time rather than all at once.</summary>
    private static readonly TimeSpan Spread = TimeSpan.FromMinutes(1);

    /// <param name="call">The lead.</param>
    /// <param name="number">Which copy this is.</param>
    /// <param name="phoneNumber">The number to call.</param>
    /// <param name="putOff">Until when, and by which rule.</param>
    /// <param name="callBy">When the lead becomes too old.</param>
    public Task SendAsync(ServiceBusReceivedMessage call, int number, string phoneNumber, CallDecision.PutOff putOff, DateTimeOffset callBy)
    {
        var due = (putOff.Rule == CallRule.Hours ? putOff.Until + (Spread * random.NextDouble()) : putOff.Until) + Ahead(call);
        var copy = CallMessage.CreatePutOff(call, number, lanes.Of(phoneNumber), due < callBy ? due : putOff.Until, callBy);

        return deadline.WithinAsync(cancellationToken => calls.SendMessageAsync(copy, cancellationToken));
    }

    /// <summary>Whether the copy goes to another lane than the lead is in.</summary>
    public bool Moves(ServiceBusReceivedMessage call, string phoneNumber) => lanes.Of(phoneNumber) != call.SessionId;

    /// <summary>
    /// How far the queue's clock is certainly ahead of ours: by our clock a copy came too early, and the next one must not.
    /// </summary>
    private TimeSpan Ahead(ServiceBusReceivedMessage call) =>
        call.EnqueuedTime - time.GetUtcNow() is var ahead && ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero;
}

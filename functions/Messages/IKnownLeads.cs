using Azure.Messaging.ServiceBus;

namespace AlturBridge.Messages;

/// <summary>
/// Knows leads that were sent before, as far as it can tell soon. Duplicate detection decides who is called; this only tells of it.
/// </summary>
public interface IKnownLeads
{
    /// <param name="calls">Leads that were just posted.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Those that are known, by their id. It never throws, and what it cannot find out soon it leaves out.</returns>
    Task<IReadOnlyDictionary<string, KnownLead>> FindAsync(
        IReadOnlyCollection<ServiceBusMessage> calls, CancellationToken cancellationToken);

    /// <summary>Queues a lead anew in the place of its dead letter.</summary>
    /// <returns>False when the dead letter was not found soon.</returns>
    Task<bool> TryReviveAsync(ServiceBusMessage message, CancellationToken cancellationToken);
}

using Azure.Messaging.ServiceBus;

namespace AlturBridge.Messages;

/// <summary>
/// Recognises leads that were sent before, as far as it can tell quickly. Duplicate detection decides who is called; this only reports.
/// </summary>
public interface IKnownLeads
{
    /// <param name="calls">Leads that were just posted.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The known ones, by id. Never throws, and omits what it cannot find out quickly.</returns>
    Task<IReadOnlyDictionary<string, KnownLead>> FindAsync(
        IReadOnlyCollection<ServiceBusMessage> calls, CancellationToken cancellationToken);

    /// <summary>Queues a lead again in place of its dead letter.</summary>
    /// <param name="message">The lead as it was sent now.</param>
    /// <param name="cancellationToken">Ends the wait: the answer is null.</param>
    /// <returns>False if its dead letter is gone; null if that is not known: it may have been revived or not.</returns>
    Task<bool?> TryReviveAsync(ServiceBusMessage message, CancellationToken cancellationToken);
}

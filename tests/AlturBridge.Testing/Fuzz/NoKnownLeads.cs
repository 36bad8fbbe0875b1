using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Testing.Fuzz;

internal sealed class NoKnownLeads : IKnownLeads
{
    public Task<IReadOnlyDictionary<string, KnownLead>> FindAsync(
        IReadOnlyCollection<ServiceBusMessage> calls, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, KnownLead>>(new Dictionary<string, KnownLead>());

    public Task<bool?> TryReviveAsync(ServiceBusMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<bool?>(false);
}

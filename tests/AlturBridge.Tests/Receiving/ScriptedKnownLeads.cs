using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Receiving;

/// <summary>Knows the leads a test names.</summary>
internal sealed class ScriptedKnownLeads : Dictionary<string, KnownLead>, IKnownLeads
{
    public bool? Revives { get; set; } = false;

    public List<ServiceBusMessage> Revived { get; } = [];

    public Task<IReadOnlyDictionary<string, KnownLead>> FindAsync(
        IReadOnlyCollection<ServiceBusMessage> calls, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, KnownLead>>(calls.Where(call => ContainsKey(call.CorrelationId)).ToDictionary(
            call => call.CorrelationId, call => this[call.CorrelationId]));

    /// <summary>Whether a revival gets no answer.</summary>
    public bool Hangs { get; set; }

    public async Task<bool?> TryReviveAsync(ServiceBusMessage message, CancellationToken cancellationToken)
    {
        Revived.Add(message);
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }

        return Revives;
    }
}

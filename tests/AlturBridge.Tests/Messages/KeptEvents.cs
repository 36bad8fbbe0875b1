using System.Collections.Concurrent;
using AlturBridge.Messages;

namespace AlturBridge.Tests.Messages;

/// <summary>Keeps the events that hops report.</summary>
internal sealed class KeptEvents : ConcurrentQueue<LeadEvent>, ILeadEvents
{
    public IEnumerable<LeadEventKind> Kinds => this.Select(happened => happened.Kind);

    void ILeadEvents.Add(LeadEvent happened) => Enqueue(happened);
}

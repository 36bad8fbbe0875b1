using AlturBridge.Messages;

namespace AlturBridge.Testing.Fuzz;

internal sealed class NoEvents : ILeadEvents
{
    public void Add(LeadEvent happened)
    {
    }
}

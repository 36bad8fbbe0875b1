namespace AlturBridge.Messages;

/// <summary>Records what happens to each lead, for people to read. Nothing depends on it: it never waits and never throws.</summary>
public interface ILeadEvents
{
    void Add(LeadEvent happened);
}

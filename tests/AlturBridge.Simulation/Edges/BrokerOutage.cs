namespace AlturBridge.Simulation.Edges;

public enum BrokerOutage
{
    None,
    Refused,
    Silent,
    Busy,
}

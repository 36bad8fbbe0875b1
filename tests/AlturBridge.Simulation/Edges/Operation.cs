namespace AlturBridge.Simulation.Edges;

/// <summary>The points at which the code waits for somebody else.</summary>
public enum Operation
{
    SendCall,
    SendRecord,
    ReadState,
    WriteState,
    Complete,
    Abandon,
    DeadLetter,
    Connect,
    Post,
    ConnectWebhook,
    Deliver,
    ReceiveDeadLetters,
    RemoveDeadLetter,
    GiveBackDeadLetter,
}

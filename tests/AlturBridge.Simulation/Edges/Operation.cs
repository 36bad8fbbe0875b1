namespace AlturBridge.Simulation.Edges;

/// <summary>The points where the code waits for another process.</summary>
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

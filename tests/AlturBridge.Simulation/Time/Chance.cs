namespace AlturBridge.Simulation.Time;

/// <summary>What is left to chance. Each draws from its own sequence.</summary>
public enum Chance
{
    Order,
    Latency,
    Tail,
    Effect,
    Receiver,
    ClosedLink,
    Restart,
    Skew,
    Jitter,
    Answer,
    AnswerTime,
    Placed,
    Delivery,
    Intake,
    Resend,
    Store,
    Operator,
}

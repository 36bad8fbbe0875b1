namespace AlturBridge.Simulation.Edges;

/// <summary>How Altur, or anything behind HTTP, may fail.</summary>
public enum HttpOutage
{
    None,
    ConnectionRefused,
    NoSuchName,
    NoTls,
    ConnectionHangs,
    AnswerHangs,
    Resets,
    TooManyRequests,
    Unavailable,
    ServerError,
    CutAnswer,
    NoRecord,
    Refusal,
}

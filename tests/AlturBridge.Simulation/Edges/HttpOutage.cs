namespace AlturBridge.Simulation.Edges;

/// <summary>How Altur, or any other HTTP server, may fail.</summary>
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

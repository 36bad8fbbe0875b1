namespace AlturBridge.Sandbox.Run;

/// <summary>What has happened to one sample lead so far.</summary>
public sealed record LeadJourney
{
    public required SampleLead Lead { get; init; }

    /// <summary>The bridge's id, once it accepted the lead.</summary>
    public string? LeadId { get; init; }

    /// <summary>Why the bridge did not accept it.</summary>
    public string? NotAccepted { get; init; }

    /// <summary>POSTs that reached Altur.</summary>
    public int Posts { get; init; }

    /// <summary>POSTs that rang, or may have rung, the phone.</summary>
    public int Rings { get; init; }

    /// <summary>Deliveries that the webhook accepted.</summary>
    public int Delivered { get; init; }

    /// <summary>Deliveries that the webhook did not accept; each is retried.</summary>
    public int FailedDeliveries { get; init; }

    /// <summary>Deliveries whose signature was wrong.</summary>
    public int WrongSignatures { get; init; }

    /// <summary>Why it is a dead letter.</summary>
    public string? DeadLetter { get; init; }

    /// <summary>Nothing more will happen.</summary>
    public bool HasEnded => NotAccepted is not null || Delivered > 0 || DeadLetter is not null;

    /// <summary>Null when the lead was called exactly once and its record delivered; else a sentence that says what is wrong.</summary>
    public string? Problem => this switch
    {
        { NotAccepted: { } why } => $"{Lead.Name} was not accepted: {why}",
        { Rings: > 1 } => $"{Lead.Name} was called {Rings} times.",
        { DeadLetter: { } why } => $"{Lead.Name} ended as a dead letter: {why}",
        { Rings: 0 } => $"{Lead.Name} was not called.",
        { Delivered: 0 } => $"{Lead.Name} was called, but the record did not reach the webhook.",
        { WrongSignatures: > 0 } => $"{Lead.Name}'s record reached the webhook with a wrong signature.",
        _ => null,
    };
}

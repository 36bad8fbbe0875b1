using System.Text.Json.Serialization;

namespace AlturBridge.Operating.Status;

/// <summary>Whether the bridge works, and what is waiting.</summary>
/// <param name="At">When this was found.</param>
/// <param name="Queues">What is in each; null for one that could not be counted.</param>
/// <param name="CountedBy">How (<see cref="IQueueCounter.Method"/>).</param>
/// <param name="Circuit">This instance's circuit; null if it had no answer from Altur yet, because other instances place the calls.</param>
/// <param name="Altur">Altur's last answer.</param>
/// <param name="Webhook">The webhook's last answer.</param>
/// <param name="Store">Whether leads can be kept.</param>
/// <param name="Journal">Whether the journal is written.</param>
/// <param name="DoNotCall">The do-not-call list; null if none is used.</param>
/// <param name="Paused">Functions that are switched off.</param>
public sealed record StatusReport(
    DateTimeOffset At,
    IReadOnlyList<QueueCount?> Queues,
    string CountedBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] CircuitStatus? Circuit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] LastAnswer? Altur,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] LastAnswer? Webhook,
    StoreStatus Store,
    JournalStatus Journal,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DoNotCallStatus? DoNotCall,
    IReadOnlyList<string> Paused);

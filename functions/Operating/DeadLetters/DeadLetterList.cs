using System.Text.Json.Serialization;

namespace AlturBridge.Operating.DeadLetters;

/// <param name="DeadLetters">In queue order.</param>
/// <param name="Next">
/// For <c>after</c>; null at the end. A page may be empty without being the last: a filtered search goes in steps.
/// </param>
/// <param name="Before">When this page was read: what dies later was not seen, and a replay or a discard with it leaves that alone.</param>
public sealed record DeadLetterList(
    IReadOnlyList<DeadLetter> DeadLetters, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next,
    DateTimeOffset Before);

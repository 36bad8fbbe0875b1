using System.Text.Json.Serialization;

namespace AlturBridge.Operating.DeadLetters;

/// <param name="DeadLetters">In queue order.</param>
/// <param name="Next">
/// For <c>after</c>; null at the end. A page may be empty without being the last: a filtered search goes in steps.
/// </param>
public sealed record DeadLetterList(
    IReadOnlyList<DeadLetter> DeadLetters, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

using System.Text.Json.Serialization;

namespace AlturBridge.Operating.DeadLetters;

/// <param name="DeadLetters">In the order of their queue.</param>
/// <param name="Next">
/// For <c>after</c>; null at the end. A page may be empty and not the last: what a filter leaves out is searched in steps.
/// </param>
public sealed record DeadLetterList(
    IReadOnlyList<DeadLetter> DeadLetters, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

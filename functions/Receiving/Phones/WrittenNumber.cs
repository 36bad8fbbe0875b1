namespace AlturBridge.Receiving.Phones;

/// <summary>One phone number as written, without separators.</summary>
/// <param name="Digits">ASCII digits, at least one.</param>
/// <param name="HasPlus">Whether a plus sign came before them.</param>
/// <param name="ParenthesisedZero">The position of a <c>(0)</c> among the digits, unless it comes first; null if none.</param>
/// <param name="Extension">The digits after <c>ext.</c>, <c>x</c>, <c>#</c>, <c>,,</c> or <c>;ext=</c>; null if none.</param>
internal sealed record WrittenNumber(string Digits, bool HasPlus, int? ParenthesisedZero, string? Extension);

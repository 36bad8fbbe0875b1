namespace AlturBridge.Receiving.Phones;

/// <summary>One phone number as it was written, with its separators gone.</summary>
/// <param name="Digits">ASCII digits, at least one.</param>
/// <param name="HasPlus">Whether a plus sign came before them.</param>
/// <param name="ParenthesisedZero">Where among the digits a <c>(0)</c> stands, unless it comes first; null without one.</param>
/// <param name="Extension">The digits after <c>ext.</c>, <c>x</c>, <c>#</c>, <c>,,</c> or <c>;ext=</c>; null without one.</param>
internal sealed record WrittenNumber(string Digits, bool HasPlus, int? ParenthesisedZero, string? Extension);

namespace AlturBridge.Operating.DoNotCall;

/// <param name="Listed">Whether the number is on the do-not-call list.</param>
/// <param name="Since">When it was last added.</param>
public sealed record ListedNumber(bool Listed, DateTimeOffset? Since);

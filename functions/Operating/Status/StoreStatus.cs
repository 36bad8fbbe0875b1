namespace AlturBridge.Operating.Status;

/// <param name="Writable">Whether a lead that arrives now can be kept.</param>
/// <param name="Problem">Why not.</param>
public sealed record StoreStatus(bool Writable, string? Problem)
{
    public static StoreStatus Of(IReadOnlyList<string> problems) =>
        new(problems.Count == 0, problems.Count == 0 ? null : string.Join(' ', problems));
}

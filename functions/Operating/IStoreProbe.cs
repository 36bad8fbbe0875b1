namespace AlturBridge.Operating;

/// <summary>Tests whether leads can be kept; there may be several.</summary>
public interface IStoreProbe
{
    /// <returns>What is wrong, one sentence each; empty if all is well.</returns>
    Task<IReadOnlyList<string>> ProblemsAsync(CancellationToken cancellationToken);
}

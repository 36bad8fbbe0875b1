namespace AlturBridge.Operating;

/// <summary>Tries whether leads can be kept; there may be several.</summary>
public interface IStoreProbe
{
    /// <returns>What is wrong, one sentence each; none where all is well.</returns>
    Task<IReadOnlyList<string>> ProblemsAsync(CancellationToken cancellationToken);
}

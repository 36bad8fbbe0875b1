namespace AlturBridge.Operating.Status;

/// <summary>Tries whether leads can be kept.</summary>
public interface IStoreProbe
{
    /// <returns>Null, or a sentence on what is wrong.</returns>
    Task<string?> ProblemAsync(CancellationToken cancellationToken);
}

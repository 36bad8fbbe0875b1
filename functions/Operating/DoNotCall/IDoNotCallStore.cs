namespace AlturBridge.Operating.DoNotCall;

/// <summary>Where the do-not-call list is kept: an Azure table, or a file of the embedded host. It sees digests, never a number.</summary>
public interface IDoNotCallStore
{
    /// <summary>The id of the key with which the list was begun.</summary>
    /// <param name="begin">The key to begin it with where there is no list yet; null leaves it so.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null where there is no list.</returns>
    Task<string?> ReadKeyAsync(string? begin, CancellationToken cancellationToken);

    /// <returns>Since when a digest is listed; null when it is not.</returns>
    /// <exception cref="Exception">That cannot be known now.</exception>
    Task<DateTimeOffset?> FindAsync(string digest, CancellationToken cancellationToken);

    /// <summary>Adding again changes the time alone. On return it is on disk.</summary>
    Task AddAsync(IReadOnlyCollection<string> digests, DateTimeOffset at, CancellationToken cancellationToken);

    Task RemoveAsync(string digest, CancellationToken cancellationToken);
}

namespace AlturBridge.Operating.DoNotCall;

/// <summary>Where the do-not-call list is kept: an Azure table, or a file of the embedded host. It sees digests, never a number.</summary>
public interface IDoNotCallStore
{
    /// <summary>The id of the key with which the list was created.</summary>
    /// <param name="begin">The key to create it with if there is no list yet; null to create none.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null if there is no list.</returns>
    Task<string?> ReadKeyAsync(string? begin, CancellationToken cancellationToken);

    /// <returns>Since when a digest is listed; null if it is not.</returns>
    /// <exception cref="Exception">It cannot be determined now.</exception>
    Task<DateTimeOffset?> FindAsync(string digest, CancellationToken cancellationToken);

    /// <summary>Adding again only changes the time. On return it is on disk.</summary>
    Task AddAsync(IReadOnlyCollection<string> digests, DateTimeOffset at, CancellationToken cancellationToken);

    Task RemoveAsync(string digest, CancellationToken cancellationToken);
}

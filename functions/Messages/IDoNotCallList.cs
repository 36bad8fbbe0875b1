namespace AlturBridge.Messages;

/// <summary>Knows which numbers must not be called.</summary>
public interface IDoNotCallList
{
    /// <param name="number">In E.164 form.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Whether the number must not be called.</returns>
    /// <exception cref="Exception">The list cannot be read, so nobody may be called.</exception>
    Task<bool> HasAsync(string number, CancellationToken cancellationToken);
}

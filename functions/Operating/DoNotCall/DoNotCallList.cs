using AlturBridge.Messages;

namespace AlturBridge.Operating.DoNotCall;

/// <summary>The numbers that must not be called, as keyed hashes. Throws if it cannot be read: a silent list must not look empty.</summary>
public sealed class DoNotCallList(IDoNotCallStore store, NumberDigest digest, TimeProvider time) : IDoNotCallList
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private volatile bool hasOurKey;

    public async Task<bool> HasAsync(string number, CancellationToken cancellationToken) =>
        await SinceAsync(number, cancellationToken) is not null;

    /// <returns>When the number was put on the list; null if it is not on it.</returns>
    public async Task<DateTimeOffset?> SinceAsync(string number, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);

        // A store that ignores its token must not hold up a lane.
        return await FindAsync(digest.Of(number), either.Token).WaitAsync(either.Token);
    }

    /// <summary>On return they are on disk.</summary>
    public async Task AddAsync(IEnumerable<string> numbers, CancellationToken cancellationToken)
    {
        RequireOurs(await store.ReadKeyAsync(digest.KeyId, cancellationToken));
        await store.AddAsync([.. numbers.Select(digest.Of).Distinct(StringComparer.Ordinal)], time.GetUtcNow(), cancellationToken);
    }

    public async Task RemoveAsync(string number, CancellationToken cancellationToken)
    {
        if (await store.ReadKeyAsync(begin: null, cancellationToken) is { } keyId)
        {
            RequireOurs(keyId);
            await store.RemoveAsync(digest.Of(number), cancellationToken);
        }
    }

    private async Task<DateTimeOffset?> FindAsync(string number, CancellationToken cancellationToken)
    {
        if (!hasOurKey)
        {
            if (await store.ReadKeyAsync(begin: null, cancellationToken) is not { } keyId)
            {
                return null;
            }

            RequireOurs(keyId);
        }

        return await store.FindAsync(number, cancellationToken);
    }

    private void RequireOurs(string? keyId) => hasOurKey = keyId == digest.KeyId ? true : throw new OtherDoNotCallKeyException();
}

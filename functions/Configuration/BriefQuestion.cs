namespace AlturBridge.Configuration;

/// <summary>
/// Asks a store that no lead may wait for: half a second at most, and after a failure not again for half a minute. One per store.
/// </summary>
public sealed class BriefQuestion(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private long restUntil;

    /// <param name="askAsync">Must end with its token, even if the store ignores it.</param>
    /// <param name="failed">Logs the kind of failure.</param>
    /// <param name="cancellationToken">The caller's; its end is no failure of the store.</param>
    public async Task AskAsync(Func<CancellationToken, Task> askAsync, Action<string> failed, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow().UtcTicks < Interlocked.Read(ref restUntil))
        {
            return;
        }

        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await askAsync(either.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException)
        {
            Interlocked.Exchange(ref restUntil, (time.GetUtcNow() + Rest).UtcTicks);
            failed(exception.GetType().Name);
        }
    }
}

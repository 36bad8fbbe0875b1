namespace AlturBridge.Operating;

/// <summary>Whether leads can be kept; checked only occasionally, however many ask.</summary>
public sealed class StoreHealth(IEnumerable<IStoreProbe> probes, TimeProvider time)
{
    /// <summary>Limits what health checks cost the broker, however often they come.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(5);

    private readonly Lock state = new();
    private Task<string[]>? latest;
    private long askedAt;

    /// <returns>What is wrong, one sentence each; empty if a lead that arrives now can be kept.</returns>
    public Task<string[]> ProblemsAsync(CancellationToken cancellationToken)
    {
        lock (state)
        {
            if (latest is null || (latest.IsCompleted && time.GetElapsedTime(askedAt) >= Apart))
            {
                askedAt = time.GetTimestamp();
                latest = AskAsync();
            }

            return latest.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Shared by everyone waiting, so that no caller's cancellation ends it.</summary>
    private async Task<string[]> AskAsync() =>
        [.. (await Task.WhenAll(probes.Select(probe => probe.ProblemsAsync(CancellationToken.None)))).SelectMany(problems => problems)];
}

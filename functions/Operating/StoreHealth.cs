namespace AlturBridge.Operating;

/// <summary>Whether leads can be kept, found out at most once in a while however many ask.</summary>
public sealed class StoreHealth(IEnumerable<IStoreProbe> probes, TimeProvider time)
{
    /// <summary>What health costs the broker: so much at most, whoever asks how often.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(5);

    private readonly Lock state = new();
    private Task<string[]>? latest;
    private long askedAt;

    /// <returns>What is wrong, one sentence each; none where a lead that comes now can be kept.</returns>
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

    /// <summary>For all who wait, so that nobody's leaving ends it.</summary>
    private async Task<string[]> AskAsync() =>
        [.. (await Task.WhenAll(probes.Select(probe => probe.ProblemsAsync(CancellationToken.None)))).SelectMany(problems => problems)];
}

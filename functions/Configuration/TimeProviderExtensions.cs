namespace AlturBridge.Configuration;

public static class TimeProviderExtensions
{
    /// <returns>False when the host stopped first; true where there was nothing to wait for.</returns>
    public static async Task<bool> DelayAsync(this TimeProvider time, TimeSpan wait, CancellationToken stopping)
    {
        if (wait <= TimeSpan.Zero)
        {
            return true;
        }

        await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stopping.IsCancellationRequested;
    }
}

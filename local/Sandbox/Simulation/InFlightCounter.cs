namespace AlturBridge.Sandbox.Simulation;

/// <summary>Counts requests in flight and remembers the maximum. Thread safe.</summary>
internal sealed class InFlightCounter
{
    private readonly Lock counting = new();
    private int now;
    private volatile int most;

    public int Most => most;

    public Flight Begin()
    {
        lock (counting)
        {
            now++;
            most = Math.Max(most, now);
        }

        return new Flight(this);
    }

    /// <summary>Ends once, at the first <see cref="Dispose"/>.</summary>
    public sealed class Flight(InFlightCounter counter) : IDisposable
    {
        private bool ended;

        public void Dispose()
        {
            lock (counter.counting)
            {
                counter.now -= ended ? 0 : 1;
                ended = true;
            }
        }
    }
}

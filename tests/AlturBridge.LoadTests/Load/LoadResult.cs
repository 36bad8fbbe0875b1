namespace AlturBridge.LoadTests.Load;

/// <param name="Seconds">How long it took.</param>
/// <param name="Requests">How many were answered.</param>
/// <param name="Failures">How many were not answered with 202.</param>
/// <param name="MedianMilliseconds">Half were answered within this.</param>
/// <param name="P99Milliseconds">99 of 100 were answered within this.</param>
internal sealed record LoadResult(double Seconds, int Requests, int Failures, double MedianMilliseconds, double P99Milliseconds)
{
    public double PerSecond => Requests / Seconds;

    public static LoadResult From(TimeSpan elapsed, int failures, IEnumerable<double> latencies)
    {
        var sorted = latencies.Order().ToArray();
        return new LoadResult(elapsed.TotalSeconds, sorted.Length, failures, Percentile(sorted, 0.5), Percentile(sorted, 0.99));
    }

    public static double Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(share * sorted.Length) - 1)];
}

using System.Diagnostics;

namespace AlturBridge.Testing.Fuzz;

/// <summary>Fuzzes for a given time.</summary>
internal static class FuzzRun
{
    /// <returns>The results; the first request that breaks a promise ends the run and is saved to a file.</returns>
    public static async Task<FuzzReport> RunAsync(int seed, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var intake = new FuzzedIntake();
        var generator = new RequestGenerator(seed);
        var report = new FuzzReport();
        var stopwatch = Stopwatch.StartNew();

        for (var number = 0; stopwatch.Elapsed < duration && !cancellationToken.IsCancellationRequested; number++)
        {
            var request = generator.Create(number);
            try
            {
                report.Add(number, intake.Run(request));
            }
            catch (BrokenPromiseException exception)
            {
                var file = Path.GetFullPath($"fuzz-{seed}-{number}.http");
                await File.WriteAllBytesAsync(file, request.ToBytes(), CancellationToken.None);
                report.Failed(seed, number, file, exception);
                break;
            }
        }

        return report;
    }
}

using AlturBridge.LoadTests.Load;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>
/// Leads per second over HTTP with 64 connections, compared with an endpoint that only reads, parses and answers, and with a bridge that
/// keeps no journal.
/// </summary>
internal static class Intake
{
    private const double Target = 0.4;
    private const double TargetWithJournal = 0.9;
    private const int Requests = 40_000;
    private const int Rounds = 5;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await using var bare = Child.StartSelf("child-bare-endpoint");
        await using var bridge = Child.StartBridge(BridgeArguments.Create(folder.Path));
        await using var without = Child.StartBridge(BridgeArguments.Create(other.Path, settings: "Journal__Enabled=false"));
        var bareUrl = BridgeArguments.UrlIn(await bare.ReadLineWithAsync("listens on", cancellationToken));
        var bridgeUrl = BridgeArguments.UrlIn(await bridge.ReadLineWithAsync("listens on", cancellationToken));
        var withoutUrl = BridgeArguments.UrlIn(await without.ReadLineWithAsync("listens on", cancellationToken));
        var (ours, theirs, unrecorded) = (new List<LoadResult>(), new List<LoadResult>(), new List<LoadResult>());

        // The first round does not count: the processes are still JIT-compiling.
        for (var round = 0; round <= Rounds; round++)
        {
            theirs.Add(await LoadGenerator.RunApartAsync(bareUrl, LeadShape.Altur, Requests, round, cancellationToken));
            ours.Add(await LoadGenerator.RunApartAsync(bridgeUrl, LeadShape.Altur, Requests, round, cancellationToken));
            unrecorded.Add(await LoadGenerator.RunApartAsync(withoutUrl, LeadShape.Altur, Requests, round, cancellationToken));
        }

        const string Bare = "bare Kestrel endpoint";
        return
        [
            Compare("leads to 202, 64 connections", "/s", result => result.PerSecond, theirs, Bare, Target),
            Compare("the same with the journal", "/s", result => result.PerSecond, unrecorded, "without it", TargetWithJournal),
            Compare("leads to 202, median", "ms", result => result.MedianMilliseconds, theirs, Bare),
            Compare("leads to 202, p99", "ms", result => result.P99Milliseconds, theirs, Bare),
        ];

        Figure Compare(
            string name, string unit, Func<LoadResult, double> value, List<LoadResult> baseline, string baselineName,
            double? target = null) =>
            new(name, Middle(ours, value), unit, Middle(baseline, value), baselineName, target);
    }

    private static double Middle(IEnumerable<LoadResult> rounds, Func<LoadResult, double> value) => Median.Of(rounds.Skip(1).Select(value));
}

using System.Globalization;
using System.Text.Json;
using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>What a backlog costs: rates with a million messages waiting, compared with a thousand.</summary>
internal static class Backlog
{
    private const double Target = 0.8;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var small = await RunAsync(1_000, cancellationToken);
        var medium = await RunAsync(100_000, cancellationToken);
        var large = await RunAsync(1_000_000, cancellationToken);

        return
        [
            new Figure("sends, 100,000 queued", medium.SendsPerSecond, "/s", small.SendsPerSecond, "with 1,000 queued"),
            new Figure("sends, 1,000,000 queued", large.SendsPerSecond, "/s", small.SendsPerSecond, "with 1,000 queued", Target),
            new Figure("drain, 100,000 queued", medium.DrainsPerSecond, "/s", small.DrainsPerSecond, "with 1,000 queued"),
            new Figure("drain, 1,000,000 queued", large.DrainsPerSecond, "/s", small.DrainsPerSecond, "with 1,000 queued", Target),
            new Figure("opening, 1,000,000 queued", large.OpenSeconds, "s"),
            new Figure("memory, 1,000,000 queued", large.ResidentMegabytes, "MB", Limit: 1000),
        ];
    }

    private static async Task<BacklogRun> RunAsync(int messages, CancellationToken cancellationToken)
    {
        await using var child = Child.StartSelf("child-backlog", messages.ToString(CultureInfo.InvariantCulture));
        return JsonSerializer.Deserialize<BacklogRun>(await child.ReadToEndAsync(cancellationToken))!;
    }
}

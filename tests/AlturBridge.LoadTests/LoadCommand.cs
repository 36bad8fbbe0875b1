using System.CommandLine;
using AlturBridge.LoadTests.Load;
using AlturBridge.LoadTests.Measurements;

namespace AlturBridge.LoadTests;

/// <summary>The command line: <c>dotnet run -c Release --project tests/AlturBridge.LoadTests</c>, or one measurement by name.</summary>
internal static class LoadCommand
{
    private static readonly (string Name, string About, Func<CancellationToken, Task<IReadOnlyList<Figure>>> MeasureAsync)[] Measurements =
    [
        ("sends", "durable sends per second, beside a bare SQLite loop", Sends.MeasureAsync),
        ("intake", "leads per second over HTTP, beside a bare Kestrel endpoint", Intake.MeasureAsync),
        ("presets", "leads per second of CRMs with payloads of their own, beside Altur's field names", PresetIntake.MeasureAsync),
        ("batch", "a batch of 1,000 leads in one request, beside 1,000 requests", Batch.MeasureAsync),
        ("drain", "how fast queued leads are called, beside the ideal", Drain.MeasureAsync),
        ("busy", "how busy 16 lanes are where the broker is 15 ms away", LanesBusy.MeasureAsync),
        ("isolation", "calls per second while the webhook fails, hangs or is gone, beside a healthy one", Isolation.MeasureAsync),
        ("latency", "from a lead's POST to the request at Altur, at 100 leads a second", LeadToDial.MeasureAsync),
        ("backlog", "what a backlog of up to a million messages costs", Backlog.MeasureAsync),
        ("replay", "10,000 dead letters replayed, beside as many leads accepted", Replay.MeasureAsync),
        ("startup", "from process start to the first 202, and memory", StartUp.MeasureAsync),
    ];

    public static RootCommand Create()
    {
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON and nothing else.", Recursive = true };
        var root = new RootCommand("Measures the bridge, each figure beside its own baseline taken in the same run. Exit code 1 when "
            + "a target is missed.") { json };
        root.SetAction((parsed, cancellationToken) => RunAsync(
            [.. Measurements.Select(measurement => measurement.MeasureAsync)], parsed.GetValue(json), cancellationToken));

        foreach (var (name, about, measureAsync) in Measurements)
        {
            var command = new Command(name, $"Only {about}.");
            command.SetAction((parsed, cancellationToken) => RunAsync([measureAsync], parsed.GetValue(json), cancellationToken));
            root.Add(command);
        }

        root.Add(ChaosCommand.Create());
        root.Add(FuzzCommand.Create());
        root.Add(Child("child-generate", ChildModes.GenerateAsync));
        root.Add(Child("child-bare-endpoint", ChildModes.ServeBareEndpointAsync));
        root.Add(Child("child-backlog", ChildModes.MeasureBacklogAsync));
        return root;
    }

    /// <summary>A part of a measurement that needs its own process.</summary>
    private static Command Child(string name, Func<string[], CancellationToken, Task> runAsync)
    {
        var arguments = new Argument<string[]>("arguments");
        var command = new Command(name) { arguments };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => runAsync(parsed.GetValue(arguments) ?? [], cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Func<CancellationToken, Task<IReadOnlyList<Figure>>>[] measurements, bool json, CancellationToken cancellationToken)
    {
        var all = new List<Figure>();
        var report = new Report(json);

        foreach (var measureAsync in measurements)
        {
            var figures = await measureAsync(cancellationToken);
            report.Show(figures);
            all.AddRange(figures);
        }

        report.End(all);
        return all.TrueForAll(figure => figure.MeetsTarget) ? 0 : 1;
    }
}

using AlturBridge.LoadTests.Load;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>
/// What signatures, templates and phone numbers cost: leads per second for two CRMs compared with Altur's own field names.
/// </summary>
internal static class PresetIntake
{
    private const int Requests = 20_000;
    private const int Rounds = 3;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var bridge = await PublishedBridge.StartAsync(
            [
                .. BridgeArguments.Create(folder.Path), "--key", LeadShape.FunctionKey,
                "Altur__AgentId=3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34", "Sources__json__Preset=json",
                "Leads__ShareFunctionKey=true", "Leads__Spacing=00:00:00", "Sources__hubspot__Preset=hubspot-workflow",
                "Sources__close__Preset=close", $"Sources__close__Secrets__0={LeadShape.CloseSecret}",
            ]);
        var url = BridgeArguments.UrlIn(await bridge.ReadLineWithAsync("listens on", cancellationToken));
        LeadShape[] shapes = [LeadShape.Altur, LeadShape.HubSpot, LeadShape.Close];
        var measured = shapes.ToDictionary(shape => shape, _ => new List<double>());

        // The first round does not count: the process is still JIT-compiling.
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var shape in shapes)
            {
                var result = await LoadGenerator.RunApartAsync(url, shape, Requests, round, cancellationToken);
                measured[shape].AddRange(round == 0 ? [] : [result.PerSecond]);
            }
        }

        var baseline = Median.Of(measured[LeadShape.Altur]);
        return
        [
            new Figure("leads to 202, json", baseline, "/s"),
            new Figure("leads to 202, hubspot-workflow", Median.Of(measured[LeadShape.HubSpot]), "/s", baseline, "json"),
            new Figure("leads to 202, close, signed", Median.Of(measured[LeadShape.Close]), "/s", baseline, "json"),
        ];
    }
}

using AlturBridge.Receiving.Sources;
using AlturBridge.Testing.Fuzz;

namespace AlturBridge.Tests.Receiving;

/// <summary>
/// A short run of what <c>tests/AlturBridge.LoadTests -- fuzz</c> does for any length of time; the same seed gives the same requests.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20261122;
    private const int Requests = 2000;

    [Fact]
    public async Task Every_promise_of_the_intake_holds_for_any_request_to_any_preset()
    {
        await using var intake = new FuzzedIntake();
        var generator = new RequestGenerator(Seed);
        var outcomes = new List<(string Preset, FuzzOutcome Outcome)>();

        for (var number = 0; number < Requests; number++)
        {
            var request = generator.Create(number);
            var failure = Record.Exception(() => outcomes.Add((request.Preset, intake.Run(request))));
            Assert.True(failure is null, $"Request {number} of seed {Seed}: {failure}");
        }

        Assert.Equal([200, 202, 400, 413, 422], outcomes.Select(answer => answer.Outcome.Status).Distinct().Order());
        Assert.Equal(
            SourceLayers.Presets.Names.Except(["meta-lead-ads"]),
            SourceLayers.Presets.Names.Where(preset => outcomes.Any(answer => answer.Preset == preset && answer.Outcome.Accepted > 0)));
    }
}

using AlturBridge.Testing.Fuzz;
using AlturBridge.Receiving.Sources;

namespace AlturBridge.Tests.Receiving;

/// <summary>
/// In small what <c>tests/AlturBridge.LoadTests -- fuzz</c> does for as long as one likes; with the same seed the same requests.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20261122;
    private const int Requests = 2000;

    [Fact]
    public async Task Whatever_is_sent_to_whichever_preset_every_promise_of_the_intake_holds()
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
            Presets.Names.Except(["meta-lead-ads"]),
            Presets.Names.Where(preset => outcomes.Any(answer => answer.Preset == preset && answer.Outcome.Accepted > 0)));
    }
}

using AlturBridge.Receiving.Sources;
using AlturBridge.Testing.Fuzz;

namespace AlturBridge.Tests.Receiving;

/// <summary>
/// A short run of what <c>tests/AlturBridge.LoadTests -- fuzz</c> does for any length of time; the same seed gives the same requests.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20261122;
    private const int Requests = 1000;

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

    /// <summary>Found by a long run: each lead's key has the whole header.</summary>
    [Fact]
    public async Task Thousands_of_leads_with_one_long_key_take_little_memory()
    {
        await using var intake = new FuzzedIntake();
        var leads = string.Join(',', Enumerable.Repeat("""{"phone_number_to":"+12025550143"}""", 5000));

        var outcome = intake.Run(new FuzzRequest(
            "json",
            string.Empty,
            [("Content-Type", "application/json"), ("Idempotency-Key", new string('x', 8000))],
            System.Text.Encoding.UTF8.GetBytes($"[{leads}]")));

        Assert.Equal((202, 5000), (outcome.Status, outcome.Accepted));
    }
}

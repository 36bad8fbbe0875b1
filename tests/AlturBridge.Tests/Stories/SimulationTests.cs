using AlturBridge.Tests.Deployment;

namespace AlturBridge.Tests.Stories;

/// <summary>The simulation, as a person starts it: its stories are played by the only thread of a process of their own.</summary>
public sealed class SimulationTests
{
    [Fact]
    public async Task The_same_seed_gives_the_same_story_byte_for_byte()
    {
        var first = await RunAsync("--seed", "42", "--trace");
        var second = await RunAsync("--seed", "42", "--trace");

        Assert.Contains("lead-1 ", first.Output, StringComparison.Ordinal);
        Assert.Equal(first.Output, second.Output);
    }

    [Fact]
    public async Task Another_seed_gives_another_story()
    {
        var first = await RunAsync("--seed", "42", "--trace");
        var second = await RunAsync("--seed", "43", "--trace");

        Assert.NotEqual(first.Output, second.Output);
    }

    private static Task<CommandResult> RunAsync(params IEnumerable<string> arguments) =>
        Command.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "AlturBridge.Simulation.dll"), .. arguments]);
}

using System.CommandLine;
using AlturBridge.Sandbox.Run;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Tests.Simulation;

/// <summary>What the sandbox does not accept is said in a sentence.</summary>
public sealed class SandboxCommandTests
{
    [Theory]
    [InlineData("many")]
    [InlineData("0")]
    [InlineData("30001")]
    public async Task It_says_what_a_number_of_leads_is(string leads) => Assert.StartsWith(
        $"--leads: '{leads}' is not a whole number from 1 to 30000.",
        await ErrorAsync("--once", "--leads", leads),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("127.0.0.1:7080")]
    [InlineData("http://127.0.0.1:99999")]
    public async Task It_says_what_an_address_is(string address) => Assert.StartsWith(
        $"--altur-url: '{address}' is not an address such as http://127.0.0.1:7080.",
        await ErrorAsync("simulation", "--altur-url", address),
        StringComparison.Ordinal);

    [Fact]
    public async Task It_says_that_an_address_is_taken()
    {
        await using var altur = await SimulatedAltur.StartAsync(new SimulatedAlturOptions());
        var address = altur.BaseUrl.GetLeftPart(UriPartial.Authority);

        var error = await ErrorAsync("simulation", "--altur-url", address, "--webhook-url", "http://127.0.0.1:0");

        Assert.EndsWith(
            $"{address}: address already in use. Choose others with --altur-url and --webhook-url.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static async Task<string> ErrorAsync(params string[] arguments)
    {
        using var error = new StringWriter();
        using var help = new StringWriter();
        var exitCode = await SandboxCommand.Create().Parse(arguments).InvokeAsync(
            new InvocationConfiguration { Error = error, Output = help });
        Assert.Equal(1, exitCode);
        return error.ToString().Trim();
    }
}

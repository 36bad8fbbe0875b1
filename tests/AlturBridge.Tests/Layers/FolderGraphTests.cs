namespace AlturBridge.Tests.Layers;

public sealed class FolderGraphTests
{
    private static readonly Lazy<FolderGraph> Graph = new(() => FolderGraph.Read(
        ("functions", typeof(Bridge).Assembly.Location),
        ("EmbeddedHost", typeof(EmbeddedHost.EmbeddedBridge).Assembly.Location),
        ("Sandbox", typeof(Sandbox.Simulation.SimulatedAltur).Assembly.Location)));

    private static readonly string[] Hops = ["Receiving", "Calling", "Forwarding", "Operating"];

    [Fact]
    public void No_folder_uses_one_that_uses_it() => Assert.Equal([], Graph.Value.FindCircle());

    [Fact]
    public void The_readme_lists_every_arrow()
    {
        var readme = Repository.Read("README.md");
        Assert.True(
            readme.Contains(Indented(Graph.Value.ToString()), StringComparison.Ordinal),
            $"README.md, How it is built: list the arrows that are there, or remove the new one.\n\n{Indented(Graph.Value.ToString())}");
    }

    [Fact]
    public void A_hop_never_uses_another_hop()
    {
        var forbidden =
            from uses in Graph.Value.Uses
            from used in uses.Value
            let hop = HopOf(uses.Key)
            let other = HopOf(used)
            where hop is not null && other is not null && hop != other && hop != "Operating"
            select $"{uses.Key} → {used}";

        Assert.Equal([], forbidden);
    }

    [Fact]
    public void Deployed_code_knows_nothing_of_local_code() =>
        Assert.All(
            Graph.Value.Uses.Where(uses => !IsLocal(uses.Key)),
            uses => Assert.DoesNotContain(uses.Value, IsLocal));

    [Fact]
    public void Messages_knows_nobody() => Assert.Equal([], Graph.Value.Uses["Messages"]);

    private static bool IsLocal(string folder) => folder.Split('/')[0] is "EmbeddedHost" or "Sandbox";

    private static string? HopOf(string folder) => Hops.FirstOrDefault(hop => folder.Split('/')[0] == hop);

    private static string Indented(string text) => $"    {text.Replace("\n", "\n    ", StringComparison.Ordinal)}";
}

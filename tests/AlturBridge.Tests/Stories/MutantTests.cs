using AlturBridge.Simulation.Mutants;

namespace AlturBridge.Tests.Stories;

public sealed class MutantTests
{
    /// <summary>Playing them takes minutes and is left to the command; this checks that they still apply to this code.</summary>
    [Fact]
    public void Every_kept_fault_still_fits_the_code() =>
        Assert.All(MutantBench.All().SelectMany(mutant => mutant.Edits), static edit =>
            Assert.Single(File.ReadAllText(Path.Combine(Repository.Root, edit.File)).Split(edit.Old)[1..]));
}

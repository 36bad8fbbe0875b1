using System.Diagnostics;
using System.Globalization;
using AlturBridge.Simulation.Mutants;
using AlturBridge.Simulation.Promises;
using AlturBridge.Simulation.Stories;

namespace AlturBridge.Simulation;

/// <summary>The command-line entry points.</summary>
/// <param name="leads">Leads per story.</param>
/// <param name="isCalm">Whether to leave out the faults.</param>
/// <param name="isWhole">Whether to leave a failing story unshrunk.</param>
internal sealed class SimulationCommand(int leads, bool isCalm, bool isWhole)
{
    private readonly Player player = new();

    public int PlayThese(IReadOnlyList<int> seeds, bool isTraced) => seeds.Max(seed => Play(seed, isTraced));

    public int PlayMany(int first, int count, bool isSurvey, bool isBrief)
    {
        var clock = Stopwatch.StartNew();
        var failures = new List<(int Seed, BrokenPromise Broken)>();
        for (var seed = first; seed < first + count; seed++)
        {
            if (player.Play(StoryOf(seed)) is { } broken)
            {
                failures.Add((seed, broken));
                if (!isSurvey)
                {
                    Console.WriteLine($"Seed {seed} broke a promise, after {seed - first + 1} stories.");
                    if (!isBrief)
                    {
                        Print(StoryOf(seed), broken);
                    }

                    return 1;
                }
            }
        }

        foreach (var promise in failures.GroupBy(failure => failure.Broken.Promise))
        {
            Console.WriteLine($"{promise.Count(),6} times broken: {promise.Key}. Seeds "
                + $"{string.Join(", ", promise.Take(5).Select(failure => failure.Seed))}. {promise.First().Broken.Why}");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} stories of {leads} leads, {count - failures.Count} kept every promise. {clock.Elapsed.TotalSeconds:0.0} s, "
                + $"{count / clock.Elapsed.TotalSeconds:0} a second."));
        return failures.Count == 0 ? 0 : 1;
    }

    /// <returns>1 if a mutant survives.</returns>
    public static int FindMutants(int seeds, string? only)
    {
        using var bench = new MutantBench();
        var alive = 0;
        foreach (var mutant in MutantBench.All().Where(
            mutant => mutant.Name.Contains(only ?? string.Empty, StringComparison.OrdinalIgnoreCase)))
        {
            var found = bench.Find(mutant, seeds);
            alive += found is null ? 1 : 0;
            Console.WriteLine(found is { } seed ? $"found after {seed.Stories,4} stories (seed {seed.Seed}): "
                + $"{mutant.Name}" : $"NOT FOUND in {seeds} stories: {mutant.Name}");
        }

        return alive == 0 ? 0 : 1;
    }

    private int Play(int seed, bool isTraced)
    {
        var story = StoryOf(seed);
        var trace = isTraced ? new Trace() : null;
        if (player.Play(story, trace) is { } broken)
        {
            Print(story, broken);
            return 1;
        }

        Console.Write(trace);
        Console.WriteLine($"Seed {seed}: every promise was kept.");
        return 0;
    }

    private Story StoryOf(int seed)
    {
        var story = StoryGenerator.Create(seed, leads);
        return isCalm ? story with { Faults = [] } : story;
    }

    private void Print(Story story, BrokenPromise broken)
    {
        var small = isWhole ? story : player.Shrink(story, broken);
        var trace = new Trace();
        var again = player.Play(small, trace) ?? broken;

        Console.WriteLine($"Seed {story.Seed}: {small.Leads.Count} of {story.Leads.Count} leads and {small.Faults.Count} of "
            + $"{story.Faults.Count} faults are enough.");
        Console.WriteLine($"Settings: {small.Settings}");
        foreach (var fault in small.Faults)
        {
            Console.WriteLine($"Fault: {fault}");
        }

        Console.WriteLine();
        Console.Write(trace);
        Console.WriteLine();
        Console.WriteLine(
            $"BROKEN at {again.At:c}: {again.Promise}. {(again.Lead > 0 ? $"lead-{again.Lead}: " : string.Empty)}{again.Why}");
    }
}

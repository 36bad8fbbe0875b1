using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AlturBridge.Simulation.Mutants;

/// <summary>Applies each mutant to a copy of the functions, builds it, and plays stories on it until one breaks a promise.</summary>
public sealed partial class MutantBench : IDisposable
{
    private static readonly string[] Copied =
        ["functions", "local/ServiceBusTriggerStandIn", "local/EmbeddedHost/queues.json", "host.json", "global.json"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string repository = FindRepository();
    private readonly string folder = Directory.CreateTempSubdirectory("altur-bridge-mutants-").FullName;

    public static IReadOnlyList<Mutant> All()
    {
        using var file = typeof(MutantBench).Assembly.GetManifestResourceStream("mutants.json")!;
        return JsonSerializer.Deserialize<List<Mutant>>(file, Json)!;
    }

    /// <returns>A seed that finds it, and after how many stories; null if none did.</returns>
    /// <exception cref="InvalidOperationException">The mutant no longer matches the code, or does not build.</exception>
    public (int Seed, int Stories)? Find(Mutant mutant, int seeds)
    {
        Fresh();
        foreach (var edit in mutant.Edits)
        {
            Apply(mutant, edit);
        }

        var (code, output) = Run(
            "dotnet",
            ["build", "functions", "-c", "Release", "-v", "q", "-nologo", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false"]);
        if (code != 0)
        {
            throw new InvalidOperationException($"The mutant '{mutant.Name}' does not build: {output}");
        }

        // The simulation as it runs here, with the mutant's functions and files replacing ours.
        var program = Path.Combine(folder, "program");
        Copy(AppContext.BaseDirectory, program);
        File.Copy(
            Path.Combine(folder, "artifacts/bin/AlturBridge.Functions/release/AlturBridge.Functions.dll"),
            Path.Combine(program, "AlturBridge.Functions.dll"),
            overwrite: true);
        File.Copy(Path.Combine(folder, "host.json"), Path.Combine(program, "host.json"), overwrite: true);
        File.Copy(Path.Combine(folder, "local/EmbeddedHost/queues.json"), Path.Combine(program, "queues.json"), overwrite: true);

        var found = Broken().Match(
            Run("dotnet", [Path.Combine(program, "AlturBridge.Simulation.dll"), "--seeds", $"{seeds}", "--brief"]).Output);
        return found.Success ? (int.Parse(found.Groups["seed"].ValueSpan, null), int.Parse(found.Groups["stories"].ValueSpan, null)) : null;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Only files that differ are written: a build with nothing to do is quick.</summary>
    private void Fresh()
    {
        var ofTheBuild = Directory.EnumerateFiles(repository, "Directory.*").Select(file => Path.GetRelativePath(repository, file));
        foreach (var name in Copied.Concat(ofTheBuild))
        {
            var from = Path.Combine(repository, name);
            if (File.Exists(from))
            {
                Refresh(from, Path.Combine(folder, name));
            }
            else
            {
                Copy(from, Path.Combine(folder, name));
            }
        }
    }

    private void Apply(Mutant mutant, MutantEdit edit)
    {
        var path = Path.Combine(folder, edit.File);
        var text = File.ReadAllText(path);
        if (text.Split(edit.Old).Length != 2)
        {
            throw new InvalidOperationException($"The mutant '{mutant.Name}' does not fit {edit.File}: what it replaces stands there "
                + $"{text.Split(edit.Old).Length - 1} times.");
        }

        File.WriteAllText(path, text.Replace(edit.Old, edit.New, StringComparison.Ordinal));
    }

    private (int ExitCode, string Output) Run(string program, IEnumerable<string> arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (!relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            {
                Refresh(file, Path.Combine(to, relative));
            }
        }
    }

    private static void Refresh(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (!File.Exists(to) || !File.ReadAllBytes(from).AsSpan().SequenceEqual(File.ReadAllBytes(to)))
        {
            File.Copy(from, to, overwrite: true);
            File.SetLastWriteTimeUtc(to, DateTime.UtcNow);
        }
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AlturBridge.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException(
            "The mutants need the sources: start this program within a clone of the repository.");
    }

    [GeneratedRegex("Seed (?<seed>[0-9]+) broke a promise, after (?<stories>[0-9]+) stories")]
    private static partial Regex Broken();
}

using System.CommandLine;
using AlturBridge.Testing.Fuzz;

namespace AlturBridge.LoadTests;

/// <summary><c>dotnet run -c Release --project tests/AlturBridge.LoadTests -- fuzz --seconds 60</c>.</summary>
internal static class FuzzCommand
{
    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 60 };
        var seed = new Option<int?>("--seed") { Description = "The same seed gives the same requests; without it, one of this run." };
        var command = new Command("fuzz", "Sends broken and hostile requests through every preset. Exit code 1 when one breaks a "
            + "promise of the intake; it is kept in a file.") { seconds, seed };

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var chosen = parsed.GetValue(seed) ?? Random.Shared.Next();
            Console.WriteLine($"seed      {chosen}");
            var report = await FuzzRun.RunAsync(chosen, TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellationToken);
            Console.WriteLine(report);
            return report.IsGood ? 0 : 1;
        });

        return command;
    }
}

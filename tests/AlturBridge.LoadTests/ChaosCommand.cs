using System.CommandLine;
using AlturBridge.Testing.Chaos;
using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests;

/// <summary><c>dotnet run -c Release --project tests/AlturBridge.LoadTests -- chaos --kills 100 --leads 20000</c>.</summary>
internal static class ChaosCommand
{
    public static Command Create()
    {
        var defaults = new ChaosOptions();
        var leads = new Option<int>("--leads") { Description = "How many leads are sent.", DefaultValueFactory = _ => defaults.Leads };
        var kills = new Option<int>("--kills")
        {
            Description = "How often the host is killed with kill -9.",
            DefaultValueFactory = _ => defaults.Kills,
        };
        var seed =
            new Option<int>("--seed") { Description = "The same seed gives the same faults.", DefaultValueFactory = _ => defaults.Seed };
        var hours = new Option<bool>("--hours") { Description = "People may be called for three minutes of four only." };
        var command = new Command("chaos", "The proof: kills the host again and again under load and faults, then accounts for every "
            + "lead. Exit code 1 when the balance does not close.") { leads, kills, seed, hours };

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = defaults with
            {
                Leads = parsed.GetValue(leads),
                Kills = parsed.GetValue(kills),
                Seed = parsed.GetValue(seed),
                HasHours = parsed.GetValue(hours),
                Published = true,
            };
            await PublishedBridge.PrepareAsync();
            var balance = await ChaosRun.RunAsync(options, new Progress<string>(Console.WriteLine), cancellationToken);
            Console.WriteLine();
            Console.WriteLine(balance);
            return balance.Closes ? 0 : 1;
        });

        return command;
    }
}

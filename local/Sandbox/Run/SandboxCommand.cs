using System.CommandLine;
using System.Globalization;
using AlturBridge.EmbeddedHost;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Sandbox.Run;

/// <summary>The command line: <c>dotnet run --project local/Sandbox -- --leads 100 --altur-faults 503:0.1</c>.</summary>
public static class SandboxCommand
{
    public static RootCommand Create()
    {
        var urls = new Option<string?>("--urls")
        {
            Description = "Where the bridge listens. [default: http://127.0.0.1:7071, or a free port when that is taken]",
        };
        var data =
            new Option<string?>("--data") { Description = "The folder for the queue file. [default: a new one, deleted at the end]" };
        var key = new Option<string?>("--key") { Description = "The function key required to post a lead. [default: none]" };
        var leads = Parsed("--leads", "How many sample leads to send.", LeadCount, 3);
        var once = new Option<bool>("--once")
        {
            Description = "Stop after the round trip: exit code 0 if every lead was called once and delivered.",
        };
        var json = new Option<bool>("--json") { Description = "Print only the outcome, as JSON. Implies --once." };
        var alturLatency = Parsed(
            "--altur-latency", "How long the simulated Altur takes to answer, such as 200ms or 2s.", Duration.Parse, TimeSpan.Zero);
        var alturFaults = Parsed(
            "--altur-faults",
            "What goes wrong at the simulated Altur, such as 429:0.05,503:0.02,hang:0.01,reset:0.01.",
            Faults.Parse,
            Faults.None);
        var webhookLatency = Parsed("--webhook-latency", "How long the webhook receiver takes to answer.", Duration.Parse, TimeSpan.Zero);
        var webhookFaults = Parsed(
            "--webhook-faults", "What goes wrong at the webhook receiver, such as 500:0.3,hang:0.1.", Faults.Parse, Faults.None);
        var patience = Parsed(
            "--patience", "How long a run may make no progress before it gives up.", Duration.Parse, TimeSpan.FromMinutes(5));
        var settings = new Argument<string[]>("settings") { Description = "Settings for the bridge, such as Calling__Lanes=64." };

        var command = new RootCommand(
            "AlturBridge with a simulated Altur API and a webhook receiver: sample leads go all the way, and you can watch.")
        {
            leads, once, json, alturLatency, alturFaults, webhookLatency, webhookFaults, patience, urls, data, key, settings,
            SimulationCommand.Create(),
        };

        command.SetAction((parsed, cancellationToken) => RunAsync(
            () => new SandboxOptions
            {
                Urls = parsed.GetValue(urls),
                DataFolder = parsed.GetValue(data),
                Key = parsed.GetValue(key),
                Leads = parsed.GetValue(leads),
                Once = parsed.GetValue(once) || parsed.GetValue(json),
                Json = parsed.GetValue(json),
                AlturLatency = parsed.GetValue(alturLatency),
                AlturFaults = parsed.GetValue(alturFaults)!,
                WebhookLatency = parsed.GetValue(webhookLatency),
                WebhookFaults = parsed.GetValue(webhookFaults)!,
                Patience = parsed.GetValue(patience),
                Settings = SettingArguments.Parse(parsed.GetValue(settings) ?? []),
            },
            cancellationToken));

        return command;
    }

    internal static Option<T> Parsed<T>(string name, string description, Func<string, T> parse, T otherwise) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            try
            {
                return parse(result.Tokens.Single().Value);
            }
            catch (FormatException exception)
            {
                result.AddError($"{name}: {exception.Message}");
                return otherwise;
            }
        },
    };

    /// <exception cref="FormatException">It is not such a number.</exception>
    private static int LeadCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= SampleLeads.Most
            ? count
            : throw new FormatException($"'{text}' is not a whole number from 1 to {SampleLeads.Most}.");

    private static async Task<int> RunAsync(Func<SandboxOptions> options, CancellationToken cancellationToken)
    {
        try
        {
            return await SandboxRun.RunAsync(options(), cancellationToken);
        }
        catch (BridgeStartException exception)
        {
            await Console.Error.WriteLineAsync($"The sandbox cannot start.{Environment.NewLine}{exception.Message}");
            return 1;
        }
    }
}

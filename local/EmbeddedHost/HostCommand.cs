using System.CommandLine;
using AlturBridge.EmbeddedHost.Commands;

namespace AlturBridge.EmbeddedHost;

/// <summary>The command line: <c>dotnet run --project local/EmbeddedHost -- --urls http://127.0.0.1:8080</c>.</summary>
internal static class HostCommand
{
    public static RootCommand Create()
    {
        var defaults = new EmbeddedBridgeOptions();
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen; separate several with semicolons.",
            DefaultValueFactory = _ => defaults.Urls,
        };
        var data = new Option<string>("--data")
        {
            Description = "The folder for the queue file.",
            DefaultValueFactory = _ => defaults.DataFolder,
        };
        var key = new Option<string?>("--key") { Description = "The function key. Prefer the setting FunctionKey: process lists "
            + "show this one. Without a key, only this machine's programs are served." };
        var settings = new Argument<string[]>("settings")
        {
            Description = "Settings, such as Altur__Timeout=00:00:10. They override the environment and local.settings.json.",
        };
        var command = new RootCommand("AlturBridge on one machine: takes leads, calls them through Altur, forwards the Call "
            + "records.") { urls, data, key, settings };

        var operators = new OperatorOptions();
        foreach (var subcommand in (Command[])[.. LeadCommands.Create(operators), DeadLetterCommands.Create(operators),
            DeliverNowCommand.Create(operators), DoNotCallCommands.Create(operators), StatusCommand.Create(operators)])
        {
            command.Subcommands.Add(subcommand);
        }

        command.SetAction((parsed, cancellationToken) => RunAsync(
            () => new EmbeddedBridgeOptions
            {
                Urls = parsed.GetValue(urls)!,
                DataFolder = parsed.GetValue(data)!,
                Key = parsed.GetValue(key),
                Settings = SettingArguments.Parse(parsed.GetValue(settings) ?? []),
            },
            cancellationToken));

        return command;
    }

    private static async Task<int> RunAsync(Func<EmbeddedBridgeOptions> options, CancellationToken cancellationToken)
    {
        try
        {
            var settings = options();
            await using var bridge = await EmbeddedBridge.StartAsync(settings, cancellationToken);
            Console.WriteLine(
                $"AlturBridge listens on {bridge.Url} and keeps its queues in {Path.GetFullPath(settings.DataFolder)}. Ctrl+C stops it.");
            await bridge.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (BridgeStartException exception)
        {
            await Console.Error.WriteLineAsync($"AlturBridge cannot start.{Environment.NewLine}{exception.Message}");
            return 1;
        }
    }
}

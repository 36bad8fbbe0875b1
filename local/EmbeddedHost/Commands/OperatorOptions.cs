using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AlturBridge.EmbeddedHost.Commands;

/// <summary>Options common to all operator commands: which bridge, its key, and the output format.</summary>
internal sealed class OperatorOptions
{
    public Option<Uri> Url { get; } = new("--url")
    {
        Description = "The bridge: this machine's, or the app in Azure.",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:7071"),
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var url)
                && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
            {
                return url;
            }

            result.AddError("--url must be an address such as https://my-bridge.azurewebsites.net.");
            return null;
        },
    };

    public Option<string?> Key { get; } = new("--key")
    {
        Description = "The function key. Prefer the environment variable FunctionKey, which no process list shows.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("FunctionKey"),
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print the bridge's JSON answer." };

    /// <summary>Creates a command that runs against the bridge named by <see cref="Url"/>.</summary>
    public Command Create(
        string name,
        string description,
        IEnumerable<Symbol> own,
        Func<ParseResult, OperatorClient, TextWriter, CancellationToken, Task<int>> runAsync)
    {
        var command = new Command(name, description) { Url, Key, Json };
        foreach (var symbol in own)
        {
            if (symbol is Option option)
            {
                command.Options.Add(option);
            }
            else
            {
                command.Arguments.Add((Argument)symbol);
            }
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                using var client = new OperatorClient(parsed.GetValue(Url)!, parsed.GetValue(Key));
                return await runAsync(parsed, client, Console.Out, cancellationToken);
            }
            catch (OperatorException exception)
            {
                await Console.Error.WriteLineAsync(exception.Message);
                return 1;
            }
            catch (OperationCanceledException)
            {
                await Console.Error.WriteLineAsync("Stopped. What was done stays done; run the command again to continue.");
                return 1;
            }
        });

        return command;
    }

    /// <summary>Prints the answer as JSON if requested.</summary>
    /// <returns>Whether it was.</returns>
    public bool Print<T>(ParseResult parsed, TextWriter output, T answer, JsonTypeInfo<T> type)
    {
        if (parsed.GetValue(Json))
        {
            output.WriteLine(JsonSerializer.Serialize(answer, type));
        }

        return parsed.GetValue(Json);
    }

    /// <summary>A query of the parameters that have a value.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new List<string>();
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        return query.Count == 0 ? string.Empty : $"?{string.Join('&', query)}";
    }
}

using System.CommandLine;
using System.Globalization;
using AlturBridge.Operating.DoNotCall;

namespace AlturBridge.EmbeddedHost.Commands;

/// <summary><c>do-not-call add|remove|check|import</c>: the numbers that must not be called.</summary>
internal static class DoNotCallCommands
{
    /// <summary>Numbers of one request, which has room for more.</summary>
    private const int NumbersAtOnce = 10_000;

    public static Command Create(OperatorOptions options) => new("do-not-call", "Who must not be called.")
    {
        Add(options),
        Remove(options),
        Check(options),
        Import(options),
    };

    private static Argument<string> Number() =>
        new("number") { Description = "With its plus sign and country code, such as +525555550143." };

    /// <summary>Sent in the body: the Functions host records the addresses of requests.</summary>
    private static Command Add(OperatorOptions options)
    {
        var number = Number();
        return options.Create("add", "Add a number to the list.", [number], async (parsed, client, output, cancellationToken) =>
        {
            var added = await client.PostTextAsync(
                "do-not-call", parsed.GetValue(number)!, DoNotCallJson.Readable.DoNotCallImport, cancellationToken);
            if (added.Added != 1)
            {
                throw new OperatorException(NumberLine.Problem);
            }

            if (!options.Print(parsed, output, added, DoNotCallJson.Readable.DoNotCallImport))
            {
                await output.WriteLineAsync("It is on the list.");
            }

            return 0;
        });
    }

    private static Command Remove(OperatorOptions options)
    {
        var number = Number();
        return options.Create("remove", "Remove a number from the list.", [number], async (parsed, client, output, cancellationToken) =>
        {
            await client.SendAsync(HttpMethod.Delete, PathOf(parsed.GetValue(number)!), cancellationToken);
            if (!parsed.GetValue(options.Json))
            {
                await output.WriteLineAsync("It is not on the list.");
            }

            return 0;
        });
    }

    private static Command Check(OperatorOptions options)
    {
        var number = Number();
        return options.Create("check", "Whether a number is on the list. Exit code 2 if it is.", [number], async (
            parsed, client, output, cancellationToken) =>
        {
            var listed = await client.GetAsync(
                PathOf(parsed.GetValue(number)!), DoNotCallJson.Readable.ListedNumber, cancellationToken);
            if (!options.Print(parsed, output, listed, DoNotCallJson.Readable.ListedNumber))
            {
                await output.WriteLineAsync(
                    listed.Since is { } since ? $"It has been on the list since {LeadCommands.Time(since)}." : "It is not on the list.");
            }

            return listed.Listed ? 2 : 0;
        });
    }

    private static Command Import(OperatorOptions options)
    {
        var file = new Argument<FileInfo>("file") { Description = "Text with one number per line." };
        return options.Create("import", "Add a file of numbers to the list. Exit code 2 if some lines are not numbers.", [file], async (
            parsed, client, output, cancellationToken) =>
        {
            var lines = NumberLines.Read(await ReadAsync(parsed.GetValue(file)!, cancellationToken));
            if (lines.Numbers.Count == 0)
            {
                throw new OperatorException(NumberLines.None);
            }

            foreach (var part in lines.Numbers.Chunk(NumbersAtOnce))
            {
                await client.PostTextAsync(
                    "do-not-call", string.Join('\n', part), DoNotCallJson.Readable.DoNotCallImport, cancellationToken);
            }

            var all = DoNotCallImport.Of(lines);
            if (!options.Print(parsed, output, all, DoNotCallJson.Readable.DoNotCallImport))
            {
                Write(output, all);
            }

            return all.RefusedCount == 0 ? 0 : 2;
        });
    }

    private static void Write(TextWriter output, DoNotCallImport import)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{import.Added} numbers are on the list."));
        if (import.RefusedCount > 0)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{import.RefusedCount} lines are not, the first of them {string.Join(", ", import.RefusedLines)}. {NumberLine.Problem}"));
        }
    }

    private static async Task<string> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(file.FullName, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file.FullName} cannot be read: {exception.Message}", exception);
        }
    }

    private static string PathOf(string number) => $"do-not-call/{Uri.EscapeDataString(number)}";
}

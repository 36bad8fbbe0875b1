using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;

namespace AlturBridge.EmbeddedHost.Commands;

/// <summary><c>dead-letters count|list|show|replay|discard</c>.</summary>
internal static class DeadLetterCommands
{
    public static Command Create(OperatorOptions options) => new("dead-letters", "List, inspect, replay or discard dead letters.")
    {
        Count(options), List(options), Show(options), Work(options, isReplay: true), Work(options, isReplay: false),
    };

    private static Command Count(OperatorOptions options) =>
        options.Create("count", "Count dead letters by reason.", [], async (parsed, client, output, cancellationToken) =>
        {
            var groups = await client.GetAsync("dead-letters/count", DeadLetterJson.Readable.DeadLetterGroups, cancellationToken);
            if (!options.Print(parsed, output, groups, DeadLetterJson.Readable.DeadLetterGroups))
            {
                TextTable.Write(
                    output,
                    ["COUNT", "QUEUE", "REASON", "CALLED", "OLDEST"],
                    groups.Groups.Select(group => (IReadOnlyList<string>)
                        [group.Count.ToString(CultureInfo.InvariantCulture), group.Queue, group.Reason, LeadCommands.Name(group.Called),
                            LeadCommands.Time(group.Oldest)]));
                await output.WriteLineAsync(groups.More ? $"{groups.Counted} counted; there are more." : $"{groups.Counted} in total.");
            }

            return 0;
        });

    private static Command List(OperatorOptions options)
    {
        var filter = new DeadLetterFilterOptions();
        var after = new Option<string?>("--after") { Description = "The next page: the value the previous page ended with." };
        return options.Create("list", "List dead letters, 50 a page.", [.. filter.All, after], async (
            parsed, client, output, cancellationToken) =>
        {
            var list = await client.GetAsync(
                $"dead-letters{filter.Query(parsed, parsed.GetValue(after))}", DeadLetterJson.Readable.DeadLetterList, cancellationToken);
            if (!options.Print(parsed, output, list, DeadLetterJson.Readable.DeadLetterList))
            {
                TextTable.Write(
                    output,
                    ["ID", "QUEUED", "REASON", "CALLED", "REFERENCE", "LEAD"],
                    list.DeadLetters.Select(letter => (IReadOnlyList<string>)
                        [letter.Id, LeadCommands.Time(letter.At), letter.Reason, LeadCommands.Name(letter.Called),
                            letter.Reference ?? "-", letter.Lead]));
                LeadCommands.WriteNext(output, list.Next);
            }

            return 0;
        });
    }

    private static Command Show(OperatorOptions options)
    {
        var id = new Argument<string>("id") { Description = "The dead letter, such as calls/4711." };
        return options.Create("show", "What happened to one, and what to do.", [id], async (parsed, client, output, cancellationToken) =>
        {
            var letter = await FindAsync(client, parsed.GetValue(id)!, cancellationToken);
            if (!options.Print(parsed, output, letter, DeadLetterJson.Readable.DeadLetter))
            {
                await output.WriteLineAsync(Printable.Of($"{letter.Id}: {letter.Reason}, lead {letter.Lead}, queued "
                    + $"{LeadCommands.Time(letter.At)}, died {LeadCommands.Time(letter.DiedAt)}. "
                    + $"Call placed: {LeadCommands.Name(letter.Called)}."));
                await output.WriteLineAsync(letter.Description);
            }

            return 0;
        });
    }

    private static async Task<DeadLetter> FindAsync(OperatorClient client, string id, CancellationToken cancellationToken)
    {
        if (!DeadLetter.TryParseId(id, out var queue, out var number))
        {
            throw new OperatorException("A dead letter's id is its queue and a number, such as calls/4711.");
        }

        var query = OperatorOptions.Query(("queue", queue), ("after", number > 1 ? DeadLetter.IdOf(queue, number - 1) : null));
        var list = await client.GetAsync($"dead-letters{query}", DeadLetterJson.Readable.DeadLetterList, cancellationToken);
        return list.DeadLetters.FirstOrDefault(letter => letter.Id == id) ?? throw new OperatorException(
            $"There is no dead letter {id}; it may have been replayed or discarded.");
    }

    private static Command Work(OperatorOptions options, bool isReplay)
    {
        var ids = new Argument<string[]>("ids") { Description = "The dead letters; or use a filter." };
        var filter = new DeadLetterFilterOptions();
        var redial = new Option<bool>("--redial") { Description = "Also call people who were called already, or may have been." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask for confirmation." };
        var name = isReplay ? "replay" : "discard";
        var description = isReplay
            ? "Send them again. Anyone who was called, or may have been, is skipped without --redial."
            : "Remove them for good.";
        return options.Create(name, description, isReplay ? [ids, .. filter.All, redial, yes] : [ids, .. filter.All, yes], async (
            parsed, client, output, cancellationToken) =>
        {
            var selection = filter.Selection(parsed, parsed.GetValue(ids) ?? []);
            if (selection.Count == 0)
            {
                throw new OperatorException("Say which dead letters: ids such as calls/4711, or a filter (--queue, --reason, --source, "
                    + "--lead). For all, run it with --queue calls and again with --queue call-records.");
            }

            var redials = isReplay && parsed.GetValue(redial);
            if (redials)
            {
                selection["redial"] = true;
            }

            if (selection.ContainsKey("ids") || parsed.GetValue(yes))
            {
                return await RunAsync(options, parsed, client, name, selection, output, cancellationToken);
            }

            // A filter may match more than intended.
            var effect = await DeadLetterEffect.OfAsync(after => client.GetAsync(
                $"dead-letters{filter.Query(parsed, after)}", DeadLetterJson.Readable.DeadLetterList, cancellationToken));
            if (effect.Letters.Count == 0)
            {
                await output.WriteLineAsync("No dead letter matches.");
                return 0;
            }

            selection["before"] = effect.Before;
            return Confirms(isReplay ? effect.OfReplay(redials) : effect.OfDiscard())
                ? await RunAsync(options, parsed, client, name, selection, output, cancellationToken)
                : 1;
        });
    }

    private static bool Confirms(string effect)
    {
        if (Console.IsInputRedirected)
        {
            throw new OperatorException($"{effect} To do it, add --yes.");
        }

        Console.Error.Write($"{effect} Continue? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>A request ends after a while; the next one continues. Leads that die again meanwhile are left alone.</summary>
    private static async Task<int> RunAsync(
        OperatorOptions options, ParseResult parsed, OperatorClient client, string name, JsonObject selection, TextWriter output,
        CancellationToken cancellationToken)
    {
        var done = 0;
        while (true)
        {
            var outcome = await client.PostAsync(
                $"dead-letters/{name}", selection, DeadLetterJson.Readable.DeadLetterOutcome, cancellationToken);
            done += (outcome.Replayed ?? 0) + (outcome.Discarded ?? 0);
            if (outcome.More)
            {
                selection["before"] = outcome.Before;
                await Console.Error.WriteLineAsync($"{done} so far …");
                continue;
            }

            var all =
                outcome with { Replayed = outcome.Replayed is null ? null : done, Discarded = outcome.Discarded is null ? null : done };
            if (!options.Print(parsed, output, all, DeadLetterJson.Readable.DeadLetterOutcome))
            {
                await output.WriteLineAsync($"{done} {name}ed, {outcome.SkippedCount} skipped.");
                foreach (var skipped in outcome.Skipped)
                {
                    await output.WriteLineAsync($"  {skipped.Id}  {skipped.Why}");
                }
            }

            return outcome.SkippedCount == 0 ? 0 : 2;
        }
    }
}

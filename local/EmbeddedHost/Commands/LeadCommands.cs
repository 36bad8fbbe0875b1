using System.CommandLine;
using System.Globalization;
using AlturBridge.Messages;
using AlturBridge.Operating.Journal;

namespace AlturBridge.EmbeddedHost.Commands;

/// <summary><c>leads</c> and <c>lead &lt;id&gt;</c>: what happened to each lead.</summary>
internal static class LeadCommands
{
    public static IEnumerable<Command> Create(OperatorOptions options)
    {
        var state = new Option<string?>("--state") { Description = "waiting, put_off, called, delivered, dead or discarded." };
        var source = new Option<string?>("--source") { Description = "Only this source." };
        var reference = new Option<string?>("--reference") { Description = "Only leads with this CRM id." };
        var from = new Option<string?>("--from") { Description = "Received at this time or later, such as 2026-01-02T03:04:05Z." };
        var to = new Option<string?>("--to") { Description = "Received before this time." };
        var after = new Option<string?>("--after") { Description = "The next page: the value the previous page ended with." };
        yield return options.Create("leads", "The last leads, newest first, 50 a page.", [state, source, reference, from, to, after],
            async (parsed, client, output, cancellationToken) =>
        {
            var query = OperatorOptions.Query(
                ("state", parsed.GetValue(state)), ("source", parsed.GetValue(source)), ("reference", parsed.GetValue(reference)),
                ("from", parsed.GetValue(from)), ("to", parsed.GetValue(to)), ("after", parsed.GetValue(after)));
            var list = await client.GetAsync($"leads{query}", JournalJson.Readable.LeadList, cancellationToken);
            if (!options.Print(parsed, output, list, JournalJson.Readable.LeadList))
            {
                TextTable.Write(
                    output,
                    ["RECEIVED", "STATE", "SINCE", "UNTIL", "REFERENCE", "LEAD"],
                    list.Leads.Select(lead => (IReadOnlyList<string>)[Time(lead.ReceivedAt), Name(lead.State), Time(lead.At),
                        lead.Until is { } until ? Time(until) : "-",
                        lead.Reference ?? "-", lead.Id]));
                WriteNext(output, list.Next);
            }

            return 0;
        });

        var id = new Argument<string>("id") { Description = "The lead's id, such as hubspot:12345." };
        yield return options.Create("lead", "What happened to one lead.", [id], async (parsed, client, output, cancellationToken) =>
        {
            var path = $"leads/{ReadLead.WholeId}/{Uri.EscapeDataString(parsed.GetValue(id)!)}";
            var report = await client.GetAsync(path, JournalJson.Readable.LeadReport, cancellationToken);
            if (!options.Print(parsed, output, report, JournalJson.Readable.LeadReport))
            {
                Write(output, report);
            }

            return 0;
        });
    }

    internal static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    internal static string Name(Enum value) => value is LeadEventKind.DeadLettered
        ? "dead-lettered"
        : System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()).Replace('_', ' ');

    internal static void WriteNext(TextWriter output, string? next)
    {
        if (next is not null)
        {
            output.WriteLine($"More: --after {next}");
        }
    }

    private static void Write(TextWriter output, LeadReport report)
    {
        output.WriteLine(Printable.Of(
            $"{report.Id}: {Name(report.State)}{(report.Reference is null ? string.Empty : $", reference {report.Reference}")}"));
        foreach (var line in report.History)
        {
            string?[] parts = [line.Attempt is { } attempt ? $"attempt {attempt}" : null,
                line.CallId is null ? null : $"call {line.CallId}", line.Reason, line.Why];
            output.WriteLine(
                Printable.Of($"  {Time(line.At)}  {Name(line.Event),-16} {string.Join(", ", parts.OfType<string>())}").TrimEnd());
        }

        if (report.DeadLetter is { } letter)
        {
            output.WriteLine($"Dead letter {letter.Id}. Call placed: {Name(letter.Called)}. {letter.Description}");
        }
    }
}

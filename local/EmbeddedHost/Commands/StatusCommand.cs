using System.CommandLine;
using System.Globalization;
using AlturBridge.Operating.Status;

namespace AlturBridge.EmbeddedHost.Commands;

/// <summary><c>status</c>: whether the bridge works, and what is waiting.</summary>
internal static class StatusCommand
{
    public static Command Create(OperatorOptions options) => options.Create(
        "status", "Whether the bridge works, and what is waiting. Exit code 2 if leads cannot be kept.", [], async (
            parsed, client, output, cancellationToken) =>
        {
            var status = await client.GetAsync("status", StatusJson.Readable.StatusReport, cancellationToken);
            if (!options.Print(parsed, output, status, StatusJson.Readable.StatusReport))
            {
                Write(output, status);
            }

            return status.Store.Writable ? 0 : 2;
        });

    private static void Write(TextWriter output, StatusReport status)
    {
        output.WriteLine(status.Store.Writable ? "Leads are accepted." : $"Leads cannot be kept: {status.Store.Problem}");
        foreach (var paused in status.Paused)
        {
            output.WriteLine($"{paused} is switched off.");
        }

        if (status.DoNotCall is { Readable: false })
        {
            output.WriteLine("The do-not-call list cannot be read: nobody is called until it can.");
        }

        WriteAnswer(output, "Altur", "Altur ", status.Altur);
        WriteAnswer(output, "Webhook", "The webhook ", status.Webhook);
        if (status.Circuit is { OpenSince: { } since })
        {
            output.WriteLine($"Calls have been waiting since {LeadCommands.Time(since)}: Altur is not placing any.");
        }

        output.WriteLine();
        TextTable.Write(
            output,
            ["QUEUE", "WAITING", "SCHEDULED", "DEAD", "OLDEST"],
            status.Queues.OfType<QueueCount>().Select(queue => (IReadOnlyList<string>)
                [queue.Name, Number(queue.Waiting), Number(queue.Scheduled), Number(queue.Dead) + (
                    queue.AtLeast ? "+" : string.Empty), queue.Oldest is { } oldest ? LeadCommands.Time(oldest) : "-"]));
    }

    private static void WriteAnswer(TextWriter output, string who, string subject, LastAnswer? answer)
    {
        var what = answer?.What.TrimEnd('.') ?? string.Empty;
        what = what.StartsWith(subject, StringComparison.Ordinal) ? what[subject.Length..] : what;
        output.WriteLine(answer is null ? $"{who}: not asked yet." : $"{who}: {what} at {LeadCommands.Time(answer.At)}.");
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.CommandLine;
using AlturBridge.Operating.DeadLetters;

namespace AlturBridge.EmbeddedHost.Commands;

/// <summary><c>deliver-now</c>: once the webhook works again, records need not wait for their next attempt.</summary>
internal static class DeliverNowCommand
{
    public static Command Create(OperatorOptions options) => options.Create(
        "deliver-now", "Send the records that wait for their next attempt to the webhook now.", [], async (
            parsed, client, output, cancellationToken) =>
        {
            var sent = 0;
            while (true)
            {
                var outcome = await client.PostAsync("deliveries/now", [], DeadLetterJson.Readable.DeliverNowOutcome, cancellationToken);
                sent += outcome.Sent;
                if (outcome.More)
                {
                    await Console.Error.WriteLineAsync($"{sent} so far …");
                    continue;
                }

                if (!options.Print(parsed, output, outcome with { Sent = sent }, DeadLetterJson.Readable.DeliverNowOutcome))
                {
                    await output.WriteLineAsync($"{sent} sent.");
                }

                return 0;
            }
        });
}

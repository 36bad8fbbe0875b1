using System.Globalization;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;
using Spectre.Console;

namespace AlturBridge.Sandbox.Run;

/// <summary>What a person sees: every hop of a few leads, or the progress of many; colours in a terminal, plain text in a pipe.</summary>
internal sealed class Screen(SandboxOptions options, Journeys journeys)
{
    /// <summary>With more leads than this, progress is shown instead of every hop.</summary>
    public const int MostToShowEach = 20;

    private const int NameWidth = 23;
    private const int DetailWidth = 24;

    private readonly IAnsiConsole console = AnsiConsole.Console;
    private readonly PostedLeads posted = new();
    private readonly Lock gate = new();
    private volatile bool isYourTurn;
    private volatile bool showsEach = journeys.Count <= MostToShowEach;

    public void Started(Uri bridge, Uri altur, Uri webhook)
    {
        if (options.Json)
        {
            return;
        }

        console.MarkupLine("[bold]AlturBridge sandbox[/]");
        console.MarkupLineInterpolated($"  bridge           [blue]{bridge}[/]");
        console.MarkupLineInterpolated($"  console          [blue]{bridge}api/console[/]");
        console.MarkupLineInterpolated($"  simulated Altur  [blue]{altur}[/]");
        console.MarkupLineInterpolated(
            $"                   [grey]answers in {options.AlturLatency.TotalMilliseconds:0} ms, faults: {Name(options.AlturFaults)}[/]");
        console.MarkupLineInterpolated($"  webhook          [blue]{webhook}[/]");
        console.MarkupInterpolated($"                   [grey]answers in {options.WebhookLatency.TotalMilliseconds:0} ms,[/] ");
        console.MarkupLineInterpolated($"[grey]faults: {Name(options.WebhookFaults)}[/]");
        if (options.WebhookFaults != Faults.None)
        {
            console.MarkupLine("                   [grey]what it refuses is retried in about 5 s, 30 s, 2 min …[/]");
        }

        console.MarkupLine($"  settings         [grey]{SandboxRun.OwnSettings}[/]");
        console.WriteLine();
        console.MarkupLine(journeys.Count == 1 ? "Sending one lead." : $"Sending {Number(journeys.Count)} leads.");
    }

    public void Accepted(SampleLead lead) => Hop("blue", "accepted", lead.Name, $"from {lead.Origin}");

    public void NotAccepted(SampleLead lead, string problem) => Hop("red", "not accepted", lead.Name, problem);

    /// <summary>A lead posted by the user has reached the queue.</summary>
    public void Posted(SentMessage call)
    {
        var who = posted.Add(call);
        if (call.IsDuplicate)
        {
            Hop("blue", "duplicate", who, "known, not called again");
        }
        else if (call.Message.ApplicationProperties.ContainsKey(MessageProperty.PutOffs))
        {
            var until = call.Message.ScheduledEnqueueTime.LocalDateTime;
            Hop("yellow", "put off", who, string.Create(CultureInfo.InvariantCulture, $"until {until:d MMM HH:mm:ss}"));
        }
        else
        {
            Hop(
                "blue",
                "accepted",
                who,
                call.Message.ApplicationProperties.TryGetValue(MessageProperty.Source, out var source)
                    ? $"posted to {source}"
                    : string.Empty);
        }
    }

    /// <summary>A request of the user queued nothing; those of the samples are <see cref="NotAccepted"/>.</summary>
    public void Refused(string source, string why)
    {
        if (isYourTurn)
        {
            Hop("red", "refused", source, why);
        }
    }

    public void Called(SampleLead? lead, AlturPost post)
    {
        var who = lead?.Name ?? (post.DisplayName is { Length: > 0 } name ? name : post.PhoneNumberTo) ?? "nobody";
        if (post.CallId is { } callId && post.Status is >= 200 and < 300)
        {
            Hop("yellow", "called", who, $"call {callId.AsSpan(0, 8)}…");
        }
        else
        {
            Hop("red", post.Rang ? "may have rung" : "not called", who, $"Altur: {post.Outcome}");
        }
    }

    public void Delivered(SampleLead? lead, WebhookDelivery delivery)
    {
        var who = lead?.Name ?? (delivery.LeadId is { } leadId ? posted.NameOf(leadId) : "unknown");
        if (delivery.Accepted)
        {
            Hop(
                delivery.SignatureValid ? "green" : "red",
                "delivered",
                who,
                delivery.SignatureValid ? "signature checked" : "SIGNATURE WRONG");
        }
        else
        {
            Hop("red", "not delivered", who, $"webhook: {delivery.Outcome}");
        }
    }

    public void DeadLettered(SampleLead? lead, string leadId, string why) =>
        Hop("red", "dead letter", lead?.Name ?? posted.NameOf(leadId), why);

    /// <summary>Shows progress while waiting.</summary>
    public async Task ShowProgressAsync(Func<Task> wait)
    {
        if (showsEach || options.Json)
        {
            await wait();
        }
        else if (console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal)
        {
            await ShowBarAsync(wait());
        }
        else
        {
            await ShowLinesAsync(wait());
        }
    }

    /// <returns>Whether every lead was called exactly once and delivered.</returns>
    public bool Ended()
    {
        var all = journeys.All;
        var problems = all.Select(journey => journey.Problem).OfType<string>().ToList();

        if (options.Json)
        {
            Console.WriteLine(OutcomeJson.Write(all));
        }
        else
        {
            console.WriteLine();
            var (accepted, called) = (all.Count(journey => journey.LeadId is not null), all.Count(journey => journey.Rings > 0));
            var (delivered, twice) = (all.Count(journey => journey.Delivered > 0), all.Count(journey => journey.Rings > 1));
            console.MarkupInterpolated($"  accepted {Number(accepted)} of {Number(all.Count)}, called {Number(called)}");
            console.MarkupLineInterpolated($", delivered {Number(delivered)}, called twice {Number(twice)}");
            if (all.Sum(journey => journey.FailedDeliveries) is > 0 and var failed)
            {
                var recovered = all.Count(journey => journey is { FailedDeliveries: > 0, Delivered: > 0 });
                console.MarkupInterpolated($"  deliveries that failed {Number(failed)}; ");
                console.MarkupLineInterpolated($"leads whose record was delivered later {Number(recovered)}");
            }

            problems.ForEach(problem => console.Write(new Padder(new Text(problem, new Style(Color.Red)), new Padding(2, 0, 0, 0))));
            console.MarkupLine(problems.Count == 0
                ? "  [green]Every lead was called exactly once, and its record delivered.[/]"
                : $"  [red]{Number(problems.Count)} of {Number(all.Count)} leads need attention.[/]");
        }

        showsEach = true;
        return problems.Count == 0;
    }

    public void StayingUp(Uri bridge, string? key)
    {
        isYourTurn = true;
        console.WriteLine();
        console.MarkupLine("[bold]Your turn.[/] Paste this, and watch it arrive here. Ctrl+C stops the sandbox.");
        Console.WriteLine($"""

            curl -X POST {bridge}api/leads/json \
              -H 'content-type: application/json' \{(key is null ? string.Empty : $"\n  -H 'x-functions-key: {key}' \\")}
              -d '{"{"}"phone_number_to": "+12025550143", "end_user_display_name": "You"{"}"}'

            """);
        console.MarkupLine("[grey]The same lead sent again within a day is recognised and not called twice.[/]");
        console.MarkupLine("[grey]To make it a different lead, add -H 'Idempotency-Key: 2'.[/]");
        console.WriteLine();
    }

    private void Hop(string colour, string hop, string who, string detail)
    {
        if (options.Json || !showsEach)
        {
            return;
        }

        lock (gate)
        {
            var time = DateTime.Now.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
            var name = who.Length <= NameWidth ? who.PadRight(NameWidth) : $"{who.AsSpan(0, NameWidth - 1)}…";
            var line = $"  [grey]{time}[/]  [{colour}]{hop,-13}[/]  {Markup.Escape(name)}";

            if (detail.Length <= DetailWidth)
            {
                console.MarkupLine($"{line} [grey]{Markup.Escape(detail)}[/]");
            }
            else
            {
                console.MarkupLine(line.TrimEnd());
                console.Write(new Padder(new Text(detail, new Style(Color.Grey)), new Padding(4, 0, 0, 0)));
            }
        }
    }

    private async Task ShowBarAsync(Task wait) => await console.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(async context =>
        {
            var task = context.AddTask("leads finished", maxValue: journeys.Count);
            while (!wait.IsCompleted)
            {
                task.Value = journeys.Ended;
                await Task.WhenAny(wait, Task.Delay(100));
            }

            task.Value = journeys.Ended;
            await wait;
        });

    private async Task ShowLinesAsync(Task wait)
    {
        var shown = 0;
        while (!wait.IsCompleted)
        {
            await Task.WhenAny(wait, Task.Delay(100));
            if (journeys.Ended * 10 / journeys.Count > shown)
            {
                shown = journeys.Ended * 10 / journeys.Count;
                console.WriteLine($"  {Number(journeys.Ended)} of {Number(journeys.Count)} leads finished");
            }
        }

        await wait;
    }

    private static string Name(Faults faults) => faults == Faults.None ? "none" : faults.ToString()!;

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

using System.Globalization;
using AlturBridge.Messages;
using AlturBridge.Simulation.Broker;
using AlturBridge.Simulation.Edges;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Simulation.Promises;

/// <summary>Records what is seen at the edges, and checks it against the promises after every step.</summary>
public sealed class Ledger
{
    /// <summary>Two clocks, each off by a minute.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(2);

    private readonly Simulation simulation;
    private readonly LeadFate[] fates;
    private readonly List<DialSeen> inFlight = [];
    private readonly HashSet<LeadFate> touched = [];
    private readonly RuleWatch rules;
    private readonly OutageWatch outages;
    private readonly Dictionary<string, long> spoiled = new(StringComparer.Ordinal);

    public Ledger(Simulation simulation)
    {
        this.simulation = simulation;
        rules = new RuleWatch(simulation);
        outages = new OutageWatch(simulation);
        fates = [.. Enumerable.Range(0, simulation.Story.Leads.Max(lead => lead.Number) + 1).Select(number => new LeadFate(number))];

        Watch(Queues.Calls, (fate, change) => fate.InCalls += change);
        Watch(Queues.CallRecords, (fate, change) => fate.InRecords += change);
    }

    public BrokenPromise? Broken { get; private set; }

    /// <summary>The run that is currently dead-lettering; null if the broker does so by itself.</summary>
    public Invocation? DeadLetteredBy { get; set; }

    public bool AllHaveEnded => simulation.Story.Leads.All(lead => fates[lead.Number] is { WasQueued: true, InCalls: 0, InRecords: 0 });

    public void Break(string promise, LeadFate fate, string why) => Break(promise, fate.Number, why);

    public void Break(string promise, int lead, string why) => Broken ??= new BrokenPromise(promise, why, lead, simulation.World.Elapsed);

    public void Began(string queue, Invocation invocation)
    {
        if (queue == Queues.Calls)
        {
            fates[invocation.Lead].Runs.Add(invocation);
        }
    }

    public void Sent(Invocation invocation, string queue, ServiceBusMessage message, bool isNew)
    {
        var fate = fates[simulation.LeadOf(message.CorrelationId)];
        if (ReplayedBy(fate, message.MessageId) is { } letter)
        {
            letter.IsReplayed = true;
            fate.Attempts.Clear();
            if (isNew && invocation.IsRedial && queue == Queues.Calls)
            {
                fate.Redials.Add(letter.SequenceNumber);
                fate.Dials.ForEach(dial => dial.IsForgiven = true);
            }
        }

        if (queue == Queues.Calls)
        {
            fate.WasQueued = true;
            if (isNew && !IsPutOff(message))
            {
                fate.FreshAt = Math.Max(simulation.World.Now, message.ScheduledEnqueueTime.UtcTicks);
            }

            fate.InCalls += isNew ? 1 : 0;
            touched.Add(fate);
            return;
        }

        fate.InRecords += isNew ? 1 : 0;
        touched.Add(fate);
        if (isNew && message.ApplicationProperties[MessageProperty.Attempt] is int attempt and > 0
            && !fate.Attempts.Add(($"{message.Body}", attempt)))
        {
            Break(Promise.CopiedOnce, fate, $"Attempt {attempt} to deliver its record is scheduled a second time.");
        }

        if (!fate.Records.Exists(record => record.ToMemory().Span.SequenceEqual(message.Body.ToMemory().Span)))
        {
            Break(Promise.RecordUnchanged, fate, $"The queue got a record that Altur never gave: {message.Body}");
        }
    }

    public bool WasQueued(int lead) => fates[lead].WasQueued;

    public void Accepted(int lead)
    {
        fates[lead].IsAccepted = true;
        touched.Add(fates[lead]);
        if (!fates[lead].WasQueued)
        {
            Break(Promise.NeverLost, lead, "The CRM was answered 202, and the queue has not got the lead.");
        }
    }

    /// <summary>A lead was not accepted; the CRM resends it.</summary>
    /// <param name="invocation">The invocation at the instance that was asked; null if there was none.</param>
    /// <param name="what">What the CRM saw.</param>
    public void Refused(Invocation? invocation, string what)
    {
        if (invocation is { Worker: { IsAlive: true, Host.IsAlive: true }, IsHindered: false })
        {
            Break(Promise.RefusedForAReason, invocation.Lead, $"{what}, although nothing was wrong with the queue.");
        }
    }

    /// <summary>The dead letter was replayed or discarded.</summary>
    public void Removed(QueuedMessage letter)
    {
        var fate = FateOf(letter);
        fate.DeadLetters.Remove(letter);
        fate.IsDiscarded |= !letter.IsReplayed;
        touched.Add(fate);
    }

    /// <summary>A lane's state is gone.</summary>
    public void Spoiled(string lane)
    {
        spoiled[lane] = long.MaxValue;
        rules.Forget(lane);
    }

    /// <summary>A spoiled state is replaced by the next reader, and anything queued until then is in doubt.</summary>
    public void Replaced(string lane)
    {
        if (spoiled.GetValueOrDefault(lane) == long.MaxValue)
        {
            spoiled[lane] = simulation.World.Now;
        }
    }

    public DialSeen Dialled(Invocation invocation, int lead)
    {
        var fate = fates[lead];
        var dial = new DialSeen(invocation, lead, fate.Dials.Count + 1)
        {
            At = simulation.World.Now,
            Redial = fate.Redials.Cast<long?>().LastOrDefault(redial => IsReplayOf(redial!.Value, invocation.Message!.Sent.MessageId)),
        };
        fate.Dials.Add(dial);
        invocation.Dial = dial;
        outages.Began(dial);
        if ((rules.Objection(dial) ?? rules.AgeObjection(dial, fate.FreshAt)) is var (promise, why))
        {
            Break(promise, fate, why);
        }

        return dial;
    }

    /// <summary>The worker has an answer, or has given up.</summary>
    public void Heard(DialSeen dial)
    {
        dial.IsOver = true;
        if (outages.Objection(dial) is { } why)
        {
            Break(Promise.OutageIsCheap, dial.Lead, why);
        }
    }

    public void Arrived(DialSeen dial, HttpOutage shape, bool isPlaced, BinaryData? record)
    {
        var fate = fates[dial.Lead];
        if (fate.Dials.Find(other => other != dial && !other.IsForgiven && other.HasArrived && other.MayHaveRung
            && (dial.Redial is null || dial.Redial == other.Redial)) is { } earlier)
        {
            Break(
                Promise.CalledOnce,
                fate,
                $"POST {dial.Number} reached Altur, although POST {earlier.Number} "
                    + $"{(earlier.IsPlaced ? "had placed" : "may have placed")} a call.");
        }

        dial.HasArrived = true;
        dial.Shape = shape;
        dial.IsPlaced = isPlaced;
        rules.Counts(dial);
        dial.IsCertain = shape is not (HttpOutage.ServerError or HttpOutage.Resets or HttpOutage.AnswerHangs);
        if (record is not null)
        {
            fate.Records.Add(record);
        }

        inFlight.RemoveAll(other => other.IsOver || !other.Invocation.Worker.IsAlive || !other.Invocation.Worker.Host.IsAlive);
        var lane = dial.Invocation.Hold!.SessionId;
        // A request may arrive after whoever sent it has died.
        var isSentByTheDead = !dial.Invocation.Worker.IsAlive || !dial.Invocation.Worker.Host.IsAlive;
        if (!isSentByTheDead && inFlight.Find(other => other.Invocation.Hold!.SessionId == lane
            && !Doubt.LaneWasTaken(other.Invocation, dial.Invocation)) is { } beside)
        {
            Break(Promise.Lanes, fate, $"{lane} has two calls in flight: this one and that of lead-{beside.Lead}.");
        }

        inFlight.Add(dial);
    }

    public void Delivered(int lead, BinaryData record)
    {
        var fate = fates[lead];
        fate.Deliveries++;
        touched.Add(fate);
        if (!fate.Records.Exists(known => known.ToMemory().Span.SequenceEqual(record.ToMemory().Span)))
        {
            Break(Promise.RecordUnchanged, fate, $"The webhook got a record that Altur never gave: {record}");
        }
    }

    /// <summary>Called after every step.</summary>
    public void Check()
    {
        foreach (var fate in touched)
        {
            if (fate is { WasQueued: true, InCalls: 0, InRecords: 0, HasEnded: false })
            {
                Break(Promise.NeverLost, fate, "It is in no queue, was not delivered and is no dead letter.");
            }
        }

        touched.Clear();
    }

    /// <summary>Called when nothing more can happen, or when everything should have ended.</summary>
    public void CheckEnds()
    {
        if (!simulation.Crm.IsDone)
        {
            Break(Promise.AnswersTheCrm, 0, "A lead was refused until the end.");
        }

        foreach (var fate in fates.Where(fate => fate.WasQueued))
        {
            if (fate.InCalls > 0 || fate.InRecords > 0)
            {
                Break(Promise.NothingIsStuck, fate, $"It still waits in {(fate.InCalls > 0 ? Queues.Calls : Queues.CallRecords)}.");
            }

            var letters = fate.DeadLetters.Where(letter => !letter.IsReplayed).ToList();
            // If a state was lost, a copy of a finished lead is in doubt.
            var ends = letters.Count(letter => letter.DeadLetterReason != DeadLetterReason.OutcomeUnknown || !IsSpoiled(letter))
                + (fate.Deliveries > 0 ? 1 : 0);
            if (ends > 1 && !fate.IsRedialled && !letters.TrueForAll(letter => Doubt.MayStandBesideARecord(letter)))
            {
                var reasons = string.Join(" and ", letters.Select(letter => letter.DeadLetterReason));
                Break(
                    Promise.EndsOnce,
                    fate,
                    fate.Deliveries > 0 ? $"It was delivered, and is a dead letter {reasons}." : $"It is two dead letters: {reasons}.");
            }
        }
    }

    private void Watch(string queue, Action<LeadFate, int> count)
    {
        var model = simulation.Queue(queue);
        model.Completed += message => Left(FateOf(message), count);
        model.DeadLettered += message =>
        {
            var fate = FateOf(message);
            Left(fate, count);
            fate.DeadLetters.Add(message);
            simulation.Trace?.Write(
                DeadLetteredBy?.Worker,
                fate.Number,
                $"is a dead letter of {queue}: {message.DeadLetterReason}. {message.DeadLetterDescription}");
            Truth(fate, message, queue);
        };
    }

    private void Left(LeadFate fate, Action<LeadFate, int> count)
    {
        count(fate, -1);
        touched.Add(fate);
    }

    private LeadFate FateOf(QueuedMessage message) => fates[simulation.LeadOf(message.Sent.CorrelationId ?? message.Sent.MessageId)];

    private void Truth(LeadFate fate, QueuedMessage letter, string queue)
    {
        var by = DeadLetteredBy;
        switch (letter.DeadLetterReason)
        {
            case "MaxDeliveryCountExceeded":
                Break(Promise.GivenUpBySomebody, fate, $"The queue {queue} gave it up after {letter.Deliveries} deliveries.");
                break;
            case DeadLetterReason.OutcomeUnknown when !fate.Runs.Exists(run => Doubt.IsExplainedBy(run, by)) && !IsSpoiled(letter):
                Break(Promise.DoubtHasAReason, fate, "It is parked as OutcomeUnknown, although no fault made its outcome doubtful.");
                break;
            case DeadLetterReason.UnreadableRecord or DeadLetterReason.RecordNotHandedOn when fate.Placed == 0:
                Break(Promise.TellsTheTruth, fate, $"{letter.DeadLetterReason} says that a call was placed; Altur placed none.");
                break;
            case DeadLetterReason.Expired when queue == Queues.Calls && by is null && fate.Runs.Exists(run => Doubt.IsExplainedBy(run, by)):
                // The broker cannot know; the README says so.
                break;
            case DeadLetterReason.NotAllowed when by is not { Worker.Rules.AreAny: true } && simulation.Story.Settings.SaidNo.Count == 0:
                Break(Promise.TellsTheTruth, fate, "It is a dead letter for a rule, and there is no rule.");
                break;
            case DeadLetterReason.Malformed or DeadLetterReason.Refused or DeadLetterReason.NotAllowed
                or DeadLetterReason.AlturUnavailable or DeadLetterReason.Expired
                when queue == Queues.Calls && fate.Dials.Exists(dial => dial is { MayHaveRung: true, IsForgiven: false }):
                Break(
                    Promise.TellsTheTruth,
                    fate,
                    $"{letter.DeadLetterReason} says that no call was placed; Altur {(fate.Placed > 0 ? "placed one" : "may have")}.");
                break;
            case null or { Length: 0 }:
                Break(Promise.TellsTheTruth, fate, "It is a dead letter that does not say why.");
                break;
            default:
                break;
        }
    }

    private bool IsSpoiled(QueuedMessage letter) =>
        spoiled.TryGetValue(letter.Sent.SessionId ?? string.Empty, out var at)
            && (MessageProperty.TimeOf(MessageProperty.Text(letter.Sent.ApplicationProperties, MessageProperty.QueuedAt))?.UtcTicks
                ?? letter.EnqueuedAt) - ClockDifference.Ticks <= at;

    private static bool IsPutOff(ServiceBusMessage message) =>
        message.ApplicationProperties.TryGetValue(MessageProperty.PutOffs, out var number)
            && message.MessageId.Contains(string.Create(CultureInfo.InvariantCulture, $":w{number}-"), StringComparison.Ordinal);

    /// <summary>The dead letter that a message is a copy of.</summary>
    private static QueuedMessage? ReplayedBy(LeadFate fate, string messageId) =>
        fate.DeadLetters.Find(letter => messageId.EndsWith(ReplaySuffix(letter.SequenceNumber), StringComparison.Ordinal));

    private static bool IsReplayOf(long letter, string messageId) =>
        $"{messageId}:".Contains($"{ReplaySuffix(letter)}:", StringComparison.Ordinal);

    private static string ReplaySuffix(long letter) => string.Create(CultureInfo.InvariantCulture, $":r{letter}");
}

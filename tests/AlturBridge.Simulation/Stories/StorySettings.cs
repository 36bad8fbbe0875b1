using System.Globalization;

namespace AlturBridge.Simulation.Stories;

public sealed record StorySettings
{
    public required int Hosts { get; init; }

    public required int Lanes { get; init; }

    public required TimeSpan MaxAge { get; init; }

    public required TimeSpan Pace { get; init; }

    public required int MaxAttempts { get; init; }

    /// <summary>The shortest and longest time Altur takes to answer.</summary>
    public required (TimeSpan Shortest, TimeSpan Longest) AnswerTime { get; init; }

    /// <summary>The share of POSTs that Altur answers with anything but a record.</summary>
    public required double OddAnswers { get; init; }

    /// <summary>The share of deliveries that the webhook does not accept.</summary>
    public required double OddDeliveries { get; init; }

    public StoryRules Rules { get; init; } = StoryRules.None;

    /// <summary>The rules after a redeployment that changes them.</summary>
    public StoryRules LaterRules { get; init; } = StoryRules.None;

    public bool HasJournal { get; init; }

    /// <summary>The numbers on the do-not-call list, and since when.</summary>
    public IReadOnlyDictionary<string, TimeSpan> SaidNo { get; init; } = new Dictionary<string, TimeSpan>();

    public bool HasHours => Rules.Hours.Count > 0 || LaterRules.Hours.Count > 0;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Hosts} hosts, {Lanes} lanes, Leads__MaxAge {MaxAge:c}, Calling__Pace {Pace:c}, Calling__MaxAttempts {MaxAttempts}, "
        + $"Altur answers in {AnswerTime.Shortest.TotalSeconds:0.0} to {AnswerTime.Longest.TotalSeconds:0.0} s, "
        + $"rules: {Rules}{(HasJournal ? ", with a journal" : string.Empty)}"
        + $"{(SaidNo.Count > 0 ? $", {SaidNo.Count} numbers on the do-not-call list" : string.Empty)}");
}

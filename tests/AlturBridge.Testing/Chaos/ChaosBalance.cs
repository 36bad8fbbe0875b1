using System.Globalization;
using System.Text;

namespace AlturBridge.Testing.Chaos;

/// <summary>Where every lead went. It balances if none is missing and nobody was called twice.</summary>
public sealed record ChaosBalance
{
    public required int Leads { get; init; }

    public required int Accepted { get; init; }

    public required int Delivered { get; init; }

    public required IReadOnlyDictionary<string, int> DeadLettered { get; init; }

    public required int Kills { get; init; }

    /// <summary>How many times Altur failed completely.</summary>
    public required int Outages { get; init; }

    /// <summary>Unknown outcomes of leads whose record was nevertheless delivered: their lane was lost during the call.</summary>
    public required int DeliveredToo { get; init; }

    /// <summary>Dead letters replayed during the run.</summary>
    public int Replayed { get; init; }

    /// <summary>POSTs that reached Altur.</summary>
    public required int Posts { get; init; }

    /// <summary>Requests at Altur, unanswered, when the host was killed, as counted by Altur.</summary>
    public required int InFlightAtAKill { get; init; }

    /// <summary>Unknown outcomes because Altur gave no clear answer.</summary>
    public required int NoClearAnswer { get; init; }

    /// <summary>Unknown outcomes because the host was killed while the request was at Altur: unavoidable.</summary>
    public required int RequestAtAltur { get; init; }

    /// <summary>Unknown outcomes because the host was killed between Altur's answer and recording it.</summary>
    public required int AnswerOnItsWay { get; init; }

    public required TimeSpan LongestAnswer { get; init; }

    /// <summary>Unknown outcomes because the host was killed between the claim and the arrival of the request.</summary>
    public required int RequestOnItsWay { get; init; }

    public required TimeSpan LongestRequest { get; init; }

    /// <summary>Unknown outcomes without a reason.</summary>
    public required int FalseAlarms { get; init; }

    /// <summary>
    /// Must be empty: a sentence for each lead that is lost, called twice, or parked unnecessarily, and for any other error.
    /// </summary>
    public required IReadOnlyList<string> Faults { get; init; }

    public bool Closes => Faults.Count == 0;

    public override string ToString()
    {
        var text = new StringBuilder();
        Line("leads accepted", Accepted);
        Line("delivered to the webhook", Delivered);
        foreach (var (reason, count) in DeadLettered.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Line($"dead-lettered as {reason}", count);
        }

        text.AppendLine();
        Line("kills", Kills);
        Line("outages of Altur", Outages);
        Line("dead letters replayed", Replayed);
        Line("requests at Altur", Posts);
        Line("  of them in flight at a kill", InFlightAtAKill);
        text.AppendLine();
        Line("unknown: Altur gave no clear answer", NoClearAnswer);
        Line("unknown: killed with the request at Altur", RequestAtAltur);
        Line("unknown: killed with the answer on its way", AnswerOnItsWay, LongestAnswer);
        Line("unknown: killed with the request on its way", RequestOnItsWay, LongestRequest);
        Line("unknown unnecessarily", FalseAlarms);
        Line("unknown, and delivered: lane and host lost", DeliveredToo);
        text.AppendLine();
        text.AppendLine(Closes ? "The balance closes: no lead is missing, and nobody was called "
            + "twice." : $"THE BALANCE DOES NOT CLOSE:{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", Faults.Take(50))}");

        return text.ToString();

        void Line(string name, int count, TimeSpan? longest = null) =>
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  {name,-44} {count,8:N0}{(longest is { } way ? $"   for {way.TotalMilliseconds:0.0} ms at most" : string.Empty)}");
    }
}

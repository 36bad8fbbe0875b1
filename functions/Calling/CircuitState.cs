using AlturBridge.Http;
using AlturBridge.Messages;

namespace AlturBridge.Calling;

/// <summary>
/// What the circuit knows and decides; it neither waits nor locks. It is closed while Altur places calls. After a few answers in a row that
/// placed none it is open: one call at a time is tried, at waits that double, and the first that is placed closes it.
/// </summary>
internal sealed class CircuitState(Random random)
{
    /// <summary>
    /// So many in a row open it. After the first of them no more are begun than could still make up the number, so an outage costs no more
    /// leads than were at Altur when it began.
    /// </summary>
    private const int Threshold = 5;

    private static readonly TimeSpan FirstProbe = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromMinutes(1);

    private int inFlight;
    private bool probing;
    private int failedProbes;
    private DateTimeOffset nextProbe;

    public CircuitReport Report { get; private set; } = new(null, null, null);

    public Tally Tally { get; private set; }

    /// <summary>How many answers in a row placed no call.</summary>
    public int InARow { get; private set; }

    /// <returns>How long until the next call may be tried; null while that depends on an answer, or the circuit is closed.</returns>
    public TimeSpan? UntilProbe(DateTimeOffset now)
    {
        // A timer has no part of a millisecond: waited for, the rest of one would be over at once, again and again.
        var left = TimeSpan.FromMilliseconds(Math.Floor((nextProbe - now).TotalMilliseconds));
        return Report.IsOpen && !probing && left > TimeSpan.Zero ? left : null;
    }

    /// <param name="isFirstInLine">While it is open only the one who has waited longest may try.</param>
    /// <param name="now">The time.</param>
    public bool TryEnter(bool isFirstInLine, DateTimeOffset now)
    {
        var mayEnter = Report.IsOpen
            ? isFirstInLine && !probing && UntilProbe(now) is null
            : InARow == 0 || InARow + inFlight < Threshold;
        if (mayEnter)
        {
            inFlight++;
            probing |= Report.IsOpen;
        }

        return mayEnter;
    }

    /// <inheritdoc cref="Circuit.Leave"/>
    public void Leave(DialOutcome? outcome, bool saysNothing, bool isProbe, DateTimeOffset now)
    {
        inFlight--;
        probing &= !isProbe;
        if (outcome is not null)
        {
            Report = Report with { LastAnswer = Describe(outcome), LastAnswerAt = now };
        }

        if (outcome is DialOutcome.Placed)
        {
            Tally = Tally with { Placed = Tally.Placed + 1 };
            InARow = 0;
            failedProbes = 0;
            Report = Report with { OpenSince = null };
        }
        else if (!saysNothing)
        {
            Failed((outcome as DialOutcome.NotPlaced)?.RetryAfter, isProbe, now);
        }
        else if (isProbe)
        {
            nextProbe = now + FirstProbe;
        }
    }

    /// <summary>
    /// Whether a failed attempt is the lead's own fault: others were called since it first failed. Where it failed by load, chance decides
    /// who is turned away, so more must have been called than not.
    /// </summary>
    public bool IsFaultOfLead(DialOutcome outcome, Tally? firstFailure) =>
        outcome is DialOutcome.NotPlaced failure && firstFailure is { } first
            && Tally.Placed - first.Placed > (failure.IsDenied ? 0 : Tally.Failed - first.Failed);

    private void Failed(TimeSpan? retryAfter, bool isProbe, DateTimeOffset now)
    {
        Tally = Tally with { Failed = Tally.Failed + 1 };
        InARow++;
        if (isProbe)
        {
            failedProbes++;
        }
        else if (!Report.IsOpen && InARow >= Threshold)
        {
            Report = Report with { OpenSince = now };
        }
        else
        {
            // Still closed, or one of those that were at Altur when it opened.
            return;
        }

        nextProbe = now + RetryWait.After(
            Backoff.Exponential(failedProbes + 1, FirstProbe, LongestProbe, random.NextDouble()), retryAfter);
    }

    private static string Describe(DialOutcome outcome) => PhoneNumber.Mask(outcome switch
    {
        DialOutcome.NotPlaced failure => failure.Why,
        DialOutcome.Unknown unknown => unknown.Why,
        DialOutcome.PlacedUnreadable unreadable => $"{unreadable.Why}.",
        DialOutcome.Refused refused => $"Altur answered {(int)refused.Status} {refused.Answer}",
        _ => "A call was placed.",
    });
}

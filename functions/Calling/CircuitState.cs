using AlturBridge.Http;
using AlturBridge.Messages;

namespace AlturBridge.Calling;

/// <summary>
/// The circuit's state and decisions; it neither waits nor locks. It is closed while Altur places calls. After several answers in a row
/// that placed none it opens: one call at a time is tried, with exponential backoff, and the first one placed closes it.
/// </summary>
internal sealed class CircuitState(Random random)
{
    /// <summary>
    /// Opens after this many failures in a row. After the first, no more calls start than could complete the row, so an outage costs no
    /// more leads than were at Altur when it began.
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
        // Timers have millisecond resolution: waiting for a fraction would return at once, again and again.
        var left = TimeSpan.FromMilliseconds(Math.Floor((nextProbe - now).TotalMilliseconds));
        return Report.IsOpen && !probing && left > TimeSpan.Zero ? left : null;
    }

    /// <param name="isFirstInLine">While the circuit is open, only the one that has waited longest may try.</param>
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
    public void Leave(DialOutcome? outcome, bool saysNothing, DateTimeOffset? outage, DateTimeOffset now)
    {
        // The probe of an outage that has ended is an answer like any other.
        var isProbe = outage is not null && outage == Report.OpenSince;
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
            probing = false;
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
    /// Whether a failed attempt is the lead's own fault: others were called since it first failed. Under overload chance decides who is
    /// rejected, so more calls must have been placed than failed.
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
            // Still closed, or one of those already at Altur when it opened.
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

using System.Diagnostics.CodeAnalysis;
using AlturBridge.Http;
using AlturBridge.Messages;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Calling;

/// <summary>
/// Whether Altur works, for all lanes of the process. After a few answers in a row that placed no call it opens: the lanes wait with their
/// messages, and one at a time probes with one lead, at waits that double. The first call that is placed closes it.
/// </summary>
public sealed partial class Circuit(TimeProvider time, Random random, ILogger<Circuit> logger) : IDisposable
{
    /// <summary>
    /// So many in a row open it. After the first of them no more are begun than could still make up the number, so an outage costs no more
    /// leads than were at Altur when it began.
    /// </summary>
    private const int Threshold = 5;

    /// <summary>Long enough that the deliveries a queue allows last longer than the oldest a lead may become.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(11);

    private static readonly TimeSpan FirstProbe = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromMinutes(1);

    private readonly Lock state = new();
    private readonly SemaphoreSlim line = new(1);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Tally tally;
    private int inARow;
    private int inFlight;
    private bool probing;
    private int failedProbes;
    private DateTimeOffset nextProbe;
    private CircuitReport report = new(null, null, null);

    public CircuitReport Report
    {
        get
        {
            lock (state)
            {
                return report;
            }
        }
    }

    public Tally Tally
    {
        get
        {
            lock (state)
            {
                return tally;
            }
        }
    }

    /// <summary>
    /// Waits until a call may be placed; those who wait take turns, so that a lead that fails by itself is not the only one to probe.
    /// </summary>
    /// <returns>Null when that did not come in time, or the host stopped. Dispose it without an answer where none was asked for.</returns>
    public async Task<CircuitTurn?> EnterAsync(CancellationToken stopping)
    {
        if (TryEnter(isFirstInLine: false, out var turn, out _))
        {
            return turn;
        }

        using var impatient = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(impatient.Token, stopping);
        try
        {
            await line.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        try
        {
            while (!TryEnter(isFirstInLine: true, out turn, out var wait))
            {
                await wait.WaitAsync(either.Token);
            }

            return turn;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            line.Release();
        }
    }

    public void Dispose() => line.Dispose();

    /// <summary>
    /// Whether a failed attempt is the lead's own fault: others were called since it first failed. Where it failed by load, chance decides
    /// who is turned away, so more must have been called than not.
    /// </summary>
    internal bool IsFaultOfLead(DialOutcome outcome, Tally? firstFailure)
    {
        lock (state)
        {
            return outcome is DialOutcome.NotPlaced failure && firstFailure is { } first
                && tally.Placed - first.Placed > (failure.IsDenied ? 0 : tally.Failed - first.Failed);
        }
    }

    /// <param name="outcome">Null when nothing was asked of Altur.</param>
    /// <param name="saysNothing">Nothing was asked, or the answer is the lead's own fault.</param>
    /// <param name="isProbe">The turn was given while the circuit was open.</param>
    internal void Leave(DialOutcome? outcome, bool saysNothing, bool isProbe)
    {
        lock (state)
        {
            inFlight--;
            probing &= !isProbe;
            if (outcome is not null)
            {
                report = report with { LastAnswer = Describe(outcome), LastAnswerAt = time.GetUtcNow() };
            }

            if (outcome is DialOutcome.Placed)
            {
                Placed();
            }
            else if (!saysNothing)
            {
                Failed((outcome as DialOutcome.NotPlaced)?.RetryAfter, isProbe);
            }
            else if (isProbe)
            {
                nextProbe = time.GetUtcNow() + FirstProbe;
            }

            var waiting = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.SetResult();
        }
    }

    private bool TryEnter(bool isFirstInLine, [NotNullWhen(true)] out CircuitTurn? turn, out Task wait)
    {
        lock (state)
        {
            // A timer has no part of a millisecond: waited for, the rest of one would be over at once, again and again.
            var untilProbe = TimeSpan.FromMilliseconds(Math.Floor((nextProbe - time.GetUtcNow()).TotalMilliseconds));
            var mayEnter = report.IsOpen
                ? isFirstInLine && !probing && untilProbe <= TimeSpan.Zero
                : inARow == 0 || inARow + inFlight < Threshold;
            if (mayEnter)
            {
                inFlight++;
                probing |= report.IsOpen;
            }

            turn = mayEnter ? new CircuitTurn(this, isProbe: report.IsOpen, hasWaited: isFirstInLine) : null;
            wait = report.IsOpen && !probing && untilProbe > TimeSpan.Zero
                ? Task.WhenAny(changed.Task, Task.Delay(untilProbe, time))
                : changed.Task;
            return mayEnter;
        }
    }

    private void Placed()
    {
        tally = tally with { Placed = tally.Placed + 1 };
        inARow = 0;
        failedProbes = 0;
        if (report.OpenSince is { } since)
        {
            report = report with { OpenSince = null };
            Closed(time.GetUtcNow() - since);
        }
    }

    private void Failed(TimeSpan? retryAfter, bool isProbe)
    {
        tally = tally with { Failed = tally.Failed + 1 };
        inARow++;
        if (isProbe)
        {
            failedProbes++;
        }
        else if (!report.IsOpen && inARow >= Threshold)
        {
            report = report with { OpenSince = time.GetUtcNow() };
            Opened(inARow, report.LastAnswer!);
        }
        else
        {
            // Still closed, or one of those that were at Altur when it opened.
            return;
        }

        nextProbe = time.GetUtcNow() + RetryWait.After(
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

    [LoggerMessage(
        1,
        LogLevel.Error,
        "Altur placed none of the last {Count} calls: the lanes wait until it does, and one lead is tried at a time. {LastAnswer}")]
    private partial void Opened(int count, string lastAnswer);

    [LoggerMessage(2, LogLevel.Warning, "Altur places calls again, after {Outage}")]
    private partial void Closed(TimeSpan outage);
}

using AlturBridge.Telemetry;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Calling;

/// <summary>
/// Whether Altur works, for all lanes of the process (<see cref="CircuitState"/>). While it is open, they wait here with their messages.
/// </summary>
public sealed partial class Circuit(TimeProvider time, Random random, ILogger<Circuit> logger) : IDisposable
{
    /// <summary>
    /// How long a delivery waits, for the do-not-call list and here together: the deliveries that the queue allows then outlast any
    /// lead's maximum age.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(11);

    private readonly Lock access = new();
    private readonly CircuitState state = new(random);
    private readonly SemaphoreSlim line = new(1);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CircuitReport Report
    {
        get
        {
            lock (access)
            {
                return state.Report;
            }
        }
    }

    public Tally Tally
    {
        get
        {
            lock (access)
            {
                return state.Tally;
            }
        }
    }

    /// <summary>
    /// Waits until a call may be placed. Waiting leads take turns, so that one that fails through its own fault is not the only probe.
    /// </summary>
    /// <param name="patience">The longest wait.</param>
    /// <param name="stopping">The host stops.</param>
    /// <returns>Null if that took too long or the host stopped. Dispose without an answer if Altur was not asked.</returns>
    public async Task<CircuitTurn?> EnterAsync(TimeSpan patience, CancellationToken stopping)
    {
        if (TryEnter(isFirstInLine: false, out _) is { } atOnce)
        {
            return atOnce;
        }

        using var impatient = new CancellationTokenSource(patience, time);
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
            while (true)
            {
                if (TryEnter(isFirstInLine: true, out var wait) is { } turn)
                {
                    return turn;
                }

                await wait.WaitAsync(either.Token);
            }
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

    internal bool IsFaultOfLead(DialOutcome outcome, Tally? firstFailure)
    {
        lock (access)
        {
            return state.IsFaultOfLead(outcome, firstFailure);
        }
    }

    /// <param name="outcome">Null if Altur was not asked.</param>
    /// <param name="saysNothing">Altur was not asked, or the answer is the lead's own fault.</param>
    /// <param name="outage">When the circuit had opened, if it was open when the turn was given.</param>
    internal void Leave(DialOutcome? outcome, bool saysNothing, DateTimeOffset? outage)
    {
        lock (access)
        {
            var now = time.GetUtcNow();
            var openSince = state.Report.OpenSince;
            state.Leave(outcome, saysNothing, outage, now);
            Tell(openSince, outcome, now);

            var waiting = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.SetResult();
        }
    }

    private CircuitTurn? TryEnter(bool isFirstInLine, out Task wait)
    {
        lock (access)
        {
            var now = time.GetUtcNow();
            var outage = state.Report.OpenSince;
            if (state.TryEnter(isFirstInLine, now))
            {
                wait = Task.CompletedTask;
                return new CircuitTurn(this, outage);
            }

            wait = state.UntilProbe(now) is { } left ? Task.WhenAny(changed.Task, Task.Delay(left, time)) : changed.Task;
            return null;
        }
    }

    private void Tell(DateTimeOffset? wasOpenSince, DialOutcome? outcome, DateTimeOffset now)
    {
        if (wasOpenSince is null && state.Report.IsOpen)
        {
            BridgeMetrics.ReportCircuit(isOpen: true);
            Opened(state.InARow, outcome!.Summary);
        }
        else if (wasOpenSince is { } since && !state.Report.IsOpen)
        {
            BridgeMetrics.ReportCircuit(isOpen: false);
            Closed(now - since);
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Error,
        "Altur placed none of the last {Count} calls: the lanes wait until it does, and one lead is tried at a time. {LastAnswer}")]
    private partial void Opened(int count, string lastAnswer);

    [LoggerMessage(2, LogLevel.Warning, "Altur places calls again, after {Outage}")]
    private partial void Closed(TimeSpan outage);
}

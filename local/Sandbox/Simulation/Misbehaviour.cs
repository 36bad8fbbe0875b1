using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Sandbox.Simulation;

/// <summary>Delays a simulated service's answers and acts out its faults. Thread safe.</summary>
internal sealed class Misbehaviour(Faults faults, TimeSpan latency, int seed, TimeProvider timeProvider)
{
    private static readonly Answer HtmlPage =
        new(StatusCodes.Status200OK, "text/html; charset=utf-8", "<!doctype html><title>Proxy</title><p>All is well.</p>"u8.ToArray());

    private readonly Lock rolling = new();
    private readonly Random random = new(seed);
    private volatile Faults faults = faults;
    private long latencyTicks = NotNegative(latency).Ticks;

    public Faults Faults
    {
        get => faults;
        set => faults = value;
    }

    public TimeSpan Latency
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref latencyTicks));
        set => Volatile.Write(ref latencyTicks, NotNegative(value).Ticks);
    }

    public Fault? Pick()
    {
        lock (rolling)
        {
            return faults.Pick(random);
        }
    }

    /// <param name="context">The request, already read completely.</param>
    /// <param name="fault">Null to give the answer as it is.</param>
    /// <param name="answer">What would be answered without the fault.</param>
    /// <param name="decided">Called with the status (null if none is sent) and a word for it, before the client sees either.</param>
    public async Task AnswerAsync(HttpContext context, Fault? fault, Answer answer, Action<int?, string> decided)
    {
        if (fault == Fault.Hang)
        {
            decided(null, fault.Name);
            await WaitAsync(Timeout.InfiniteTimeSpan, context.RequestAborted);
            context.Abort();
        }
        else if (!await WaitAsync(Latency, context.RequestAborted))
        {
            decided(null, "left");
            context.Abort();
        }
        else if (fault == Fault.Reset)
        {
            decided(null, fault.Name);
            context.Abort();
        }
        else
        {
            var spoilt = Spoil(fault, answer);
            decided(spoilt.Status, fault?.Name ?? spoilt.Status.ToString(CultureInfo.InvariantCulture));
            await spoilt.WriteAsync(context);
        }
    }

    private static Answer Spoil(Fault? fault, Answer answer)
    {
        return fault switch
        {
            null => answer,
            { Status: { } status } => Answer.Error(status, "A simulated fault."),
            _ when fault == Fault.Html => HtmlPage,
            _ when fault == Fault.Empty => new Answer(StatusCodes.Status200OK),
            _ => (answer.Body.IsEmpty ? HtmlPage : answer) with { CutInHalf = true },
        };
    }

    /// <returns>False if the client left, or the simulation stopped, before the time was up.</returns>
    private async Task<bool> WaitAsync(TimeSpan duration, CancellationToken gone)
    {
        if (duration != TimeSpan.Zero)
        {
            await Task.Delay(duration, timeProvider, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !gone.IsCancellationRequested;
    }

    private static TimeSpan NotNegative(TimeSpan latency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latency, TimeSpan.Zero);
        return latency;
    }
}

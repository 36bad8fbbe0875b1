namespace AlturBridge.Calling;

/// <summary>
/// Lets one delivery at a time into a lane. Service Bus does too, but a lane whose lock was lost may come back to this process while its
/// first delivery is still running.
/// </summary>
public sealed class LaneGates(TimeProvider time)
{
    /// <summary>Twice the maximum number of lanes: only a lane the bridge did not create is ever forgotten.</summary>
    private const int MostLanes = 2 * CallingOptions.MostLanes;

    /// <summary>After this the delivery is abandoned and comes back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, LaneGate> gates = new(StringComparer.Ordinal);

    /// <summary>Runs <paramref name="deliver"/> inside the lane.</summary>
    /// <returns>False if the lane did not become free in time, or the host stopped.</returns>
    public async Task<bool> EnterAsync(string lane, Func<LaneGate, Task> deliver, CancellationToken stopping)
    {
        var gate = await ArriveAsync(lane);
        try
        {
            if (!await IsTurnAsync(gate, stopping))
            {
                return false;
            }

            try
            {
                Begin(gate);
                await deliver(gate);
                return true;
            }
            finally
            {
                gate.Turn.Release();
            }
        }
        finally
        {
            Depart(gate);
        }
    }

    private async Task<bool> IsTurnAsync(LaneGate gate, CancellationToken stopping)
    {
        if (gate.Turn.Wait(0, CancellationToken.None))
        {
            return true;
        }

        using var impatient = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(impatient.Token, stopping);
        try
        {
            await gate.Turn.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<LaneGate> ArriveAsync(string lane)
    {
        LaneGate? gate;
        CancellationTokenSource overtaken;
        lock (gates)
        {
            if (!gates.TryGetValue(lane, out gate))
            {
                gates[lane] = gate = new LaneGate();
            }

            gate.Visitors++;
            overtaken = gate.Overtaken;
        }

        // If nobody is inside, nothing observes this cancellation.
        await overtaken.CancelAsync();
        return gate;
    }

    private void Begin(LaneGate gate)
    {
        lock (gates)
        {
            gate.Overtaken = new CancellationTokenSource();
            if (gate.Visitors > 1)
            {
                gate.Overtaken.Cancel();
            }
        }
    }

    private void Depart(LaneGate gate)
    {
        lock (gates)
        {
            gate.Visitors--;
            gate.LastVisit = time.GetTimestamp();
            if (gates.Count > MostLanes
                && gates.Where(other => other.Value.Visitors == 0).MinBy(other => other.Value.LastVisit) is { Key: { } longestIdle })
            {
                gates.Remove(longestIdle);
            }
        }
    }
}

namespace AlturBridge.Calling;

/// <summary>Permission to ask Altur for one call.</summary>
public sealed class CircuitTurn(Circuit circuit, DateTimeOffset? outage) : IDisposable
{
    private bool isOver;

    /// <param name="outcome">The answer.</param>
    /// <param name="firstFailure">The tally when this lead first failed; null if it had not.</param>
    /// <returns>Whether a failed attempt is the lead's own fault.</returns>
    public bool End(DialOutcome outcome, Tally? firstFailure)
    {
        var isFaultOfLead = circuit.IsFaultOfLead(outcome, firstFailure);
        Leave(outcome, isFaultOfLead);
        return isFaultOfLead;
    }

    public void Dispose() => Leave(outcome: null, saysNothing: true);

    private void Leave(DialOutcome? outcome, bool saysNothing)
    {
        if (!isOver)
        {
            isOver = true;
            circuit.Leave(outcome, saysNothing, outage);
        }
    }
}

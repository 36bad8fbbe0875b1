using AlturBridge.Calling.Rules;

namespace AlturBridge.Calling;

/// <summary>Whether a lead may be dialled now.</summary>
internal abstract record CallVerdict
{
    public sealed record Call : CallVerdict;

    /// <summary>Not yet, and before <paramref name="CallBy"/> if at all.</summary>
    public sealed record PutOff(CallDecision.PutOff Decision, DateTimeOffset CallBy) : CallVerdict;

    /// <summary>Never; it ends as a dead letter.</summary>
    public sealed record End(string Reason, string Why) : CallVerdict;

    /// <summary>It could not be found out; the message is given back.</summary>
    public sealed record Undecided : CallVerdict;
}

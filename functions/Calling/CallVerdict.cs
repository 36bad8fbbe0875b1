using AlturBridge.Calling.Rules;

namespace AlturBridge.Calling;

/// <summary>Whether a lead may be dialled now.</summary>
internal abstract record CallVerdict
{
    public sealed record Call : CallVerdict;

    /// <summary>Not yet, and if at all, before <paramref name="CallBy"/>.</summary>
    public sealed record PutOff(CallDecision.PutOff Decision, DateTimeOffset CallBy) : CallVerdict;

    /// <summary>Never; it is dead-lettered.</summary>
    public sealed record End(string Reason, string Why) : CallVerdict;

    /// <summary>Could not be determined; the message is abandoned.</summary>
    public sealed record Undecided : CallVerdict;
}

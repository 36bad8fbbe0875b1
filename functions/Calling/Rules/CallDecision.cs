namespace AlturBridge.Calling.Rules;

/// <summary>What the rules say about calling a lead now.</summary>
public abstract record CallDecision
{
    public sealed record CallNow : CallDecision;

    /// <param name="Until">From then on no rule forbids the call, as far as is known now.</param>
    /// <param name="Rule">The rule that forbids it longest.</param>
    public sealed record PutOff(DateTimeOffset Until, CallRule Rule) : CallDecision;

    /// <param name="Rule">The rule that forbids it.</param>
    /// <param name="Why">A sentence for the operator, without any part of the number.</param>
    public sealed record NotAllowed(CallRule Rule, string Why) : CallDecision;
}

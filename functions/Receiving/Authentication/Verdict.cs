namespace AlturBridge.Receiving.Authentication;

/// <summary>Whether a request comes from the source it names.</summary>
public abstract record Verdict
{
    /// <summary>The sender knows a secret of the source.</summary>
    public sealed record Proven : Verdict;

    /// <summary>The source asks for nothing but the function key, and the Functions host has checked that.</summary>
    public sealed record NotRequired : Verdict;

    /// <param name="Why">One sentence that says how to mend it; it never holds a secret, a signature or what was expected.</param>
    public sealed record Refused(string Why) : Verdict;
}

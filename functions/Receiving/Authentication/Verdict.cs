using System.Diagnostics.CodeAnalysis;

namespace AlturBridge.Receiving.Authentication;

/// <summary>Whether a request comes from the source it names.</summary>
public abstract record Verdict
{
    /// <summary>The sender knows a secret of the source.</summary>
    public sealed record Proven : Verdict;

    /// <summary>The source only needs the function key, which the Functions host has checked.</summary>
    public sealed record NotRequired : Verdict;

    /// <param name="Why">One sentence that says how to fix it; never contains a secret, a signature or what was expected.</param>
    public sealed record Refused(string Why) : Verdict;
}

/// <summary>Returns from deep inside a check to <see cref="Authenticator"/>, which always catches it.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Never thrown without its sentence.")]
[SuppressMessage("Design", "CA1064", Justification = "It never leaves this folder.")]
internal sealed class NotAuthenticException(string why) : Exception(why);

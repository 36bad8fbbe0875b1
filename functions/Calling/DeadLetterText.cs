using System.Globalization;
using AlturBridge.Calling.Rules;

namespace AlturBridge.Calling;

/// <summary>
/// What an operator reads on a dead letter of the <c>calls</c> queue: what happened, when, what Altur said, and whether a replay is safe.
/// </summary>
internal static class DeadLetterText
{
    public static string Malformed(string problem) =>
        $"This message is not a call request. {problem} It was not dialled, and an unchanged replay would end here again.";

    public static string Expired(DateTimeOffset end) =>
        $"The lead was not called before {Format(end)} and is older than Leads__MaxAge allows. No call was placed: it is safe to replay.";

    public static string NotAllowed(CallDecision.NotAllowed not) =>
        $"{not.Why.TrimEnd('.')}. The rule is Calling__{not.Rule}. No call was placed; a replay must pass the same rule.";

    public static string Refused(DateTimeOffset at, DialOutcome.Refused refused) =>
        $"Altur refused the call {At(at)} with {$"{(int)refused.Status} {refused.Answer}".TrimEnd(' ', '.')}. No call was placed. Fix "
            + "what it names; then replay if that was at Altur, or send the lead again if it was in the lead.";

    public static string Unknown(DateTimeOffset at, DialOutcome.Unknown unknown) =>
        $"The call was sent to Altur {At(at)} and may have been placed. {unknown.Why} Look for it at Altur before you replay.";

    public static string CutOff(DateTimeOffset at) =>
        $"Dialling began {At(at)} and was cut off, so the call may have been placed. Look for it at Altur before you replay; if "
            + "its record still reaches your webhook, discard this.";

    public static string ClaimLost(DateTimeOffset at) =>
        $"The state of this lead's lane could not be read {At(at)}, and with it whether the lead was dialled, so the call may have "
            + "been placed. Look for it at Altur before you replay.";

    public static string MovedLongAgo(DateTimeOffset at) =>
        $"Moving this lead to another lane began {At(at)} and was cut off: its copy may be there, and the person may have been called "
            + "from there. Look for the call at Altur, and for a second message of this lead, before you replay.";

    public static string Unreadable(DateTimeOffset at, DialOutcome.PlacedUnreadable unreadable) =>
        $"The call was placed {At(at)}, but its record is lost: {unreadable.Why}. Do not replay: the person has been called.";

    public static string NotHandedOn(DateTimeOffset at, string queue, string property, string failure) =>
        $"The call was placed {At(at)}, but its record could not be queued on {queue}: {failure.TrimEnd('.')}. It is in the "
            + $"property {property}. Replay this: the record is delivered, and nobody is called again.";

    /// <param name="attempts">How many attempts failed while Altur placed other calls.</param>
    /// <param name="at">When the last one failed.</param>
    /// <param name="why">What Altur answered.</param>
    public static string Unavailable(int attempts, DateTimeOffset at, string why) => string.Create(
        CultureInfo.InvariantCulture,
        $"{attempts} attempts failed while other leads were called, the last {At(at)}. {why} No call was placed: it is safe to replay.");

    private static string At(DateTimeOffset moment) => $"at {Format(moment)}";

    private static string Format(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}

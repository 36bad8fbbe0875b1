using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Testing.Chaos;

/// <summary>Why a lead was parked as <c>OutcomeUnknown</c>, judging by the queue file at a kill and by what Altur saw.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Cause">How far its call had come.</param>
/// <param name="Delay">How long before the kill the answer or claim began; zero if irrelevant.</param>
public sealed record UnknownOutcome(string LeadId, UnknownCause Cause, TimeSpan Delay)
{
    /// <param name="leadId">The lead.</param>
    /// <param name="posts">Its requests that reached Altur, in order.</param>
    /// <param name="kills">Every kill.</param>
    /// <param name="wasSent">Whether the bridge says that it sent the request: a connection that broke may have swallowed it.</param>
    public static UnknownOutcome Of(string leadId, IReadOnlyList<AlturPost> posts, IReadOnlyList<Kill> kills, bool wasSent = false)
    {
        foreach (var kill in kills)
        {
            if (kill.OpenClaims.FirstOrDefault(claim => claim.LeadId == leadId) is { } claim)
            {
                return CutOff(claim, posts.LastOrDefault(post => post.At >= claim.At), kill);
            }
        }

        // No kill interrupted it: Altur itself must have left it open.
        var answered = posts.LastOrDefault(post => post.Rang);
        return new(
            leadId,
            (answered is null && !wasSent) || answered?.Status is >= 200 and <= 299 ? UnknownCause.None : UnknownCause.NoClearAnswer,
            TimeSpan.Zero);
    }

    private static UnknownOutcome CutOff(OpenClaim claim, AlturPost? post, Kill kill) => post switch
    {
        null => new(claim.LeadId, UnknownCause.RequestOnItsWay, kill.From - claim.At),
        { Outcome: "hang" } => new(claim.LeadId, UnknownCause.RequestAtAltur, TimeSpan.Zero),
        _ when post.DecidedAt >= kill.From => new(claim.LeadId, UnknownCause.RequestAtAltur, TimeSpan.Zero),
        _ => new(claim.LeadId, UnknownCause.AnswerOnItsWay, kill.From - post.DecidedAt),
    };
}

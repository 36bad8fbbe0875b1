using AlturBridge.Testing.Chaos;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.EndToEndTests;

/// <summary>The chaos audit distinguishes a lead that a kill left in doubt from one parked unnecessarily.</summary>
public sealed class UnknownOutcomeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(10, 40, "201", UnknownCause.RequestAtAltur, 0)]
    [InlineData(10, 19, "201", UnknownCause.AnswerOnItsWay, 1)]
    [InlineData(10, 19, "500", UnknownCause.AnswerOnItsWay, 1)]
    [InlineData(10, 10, "hang", UnknownCause.RequestAtAltur, 0)]
    [InlineData(25, 55, "201", UnknownCause.RequestAtAltur, 0)]
    [InlineData(-90, -60, "429", UnknownCause.RequestOnItsWay, 12)]
    public void A_claim_that_was_open_at_a_kill_is_told_by_where_its_request_was(
        int at, int decidedAt, string outcome, UnknownCause cause, int milliseconds)
    {
        var kill = new Kill(After(20), After(22), [new OpenClaim("lead", After(8))]);

        var unknown = UnknownOutcome.Of("lead", [Post(at, decidedAt, outcome)], [new Kill(After(-500), After(-498), []), kill]);

        Assert.Equal(new UnknownOutcome("lead", cause, TimeSpan.FromMilliseconds(milliseconds)), unknown);
    }

    [Theory]
    [InlineData("201", UnknownCause.None)]
    [InlineData("500", UnknownCause.NoClearAnswer)]
    [InlineData("reset", UnknownCause.NoClearAnswer)]
    [InlineData("hang", UnknownCause.NoClearAnswer)]
    public void Without_a_kill_only_an_unclear_answer_is_a_reason(string outcome, UnknownCause cause)
    {
        // The kill is close in time, but found no claim of this lead.
        var kill = new Kill(After(20), After(22), [new OpenClaim("another lead", After(8))]);

        Assert.Equal(cause, UnknownOutcome.Of("lead", [Post(10, 15, outcome)], [kill]).Cause);
    }

    [Fact]
    public void A_lead_that_Altur_never_saw_is_parked_without_need()
    {
        Assert.Equal(UnknownCause.None, UnknownOutcome.Of("lead", [], []).Cause);
        Assert.Equal(UnknownCause.NoClearAnswer, UnknownOutcome.Of("lead", [], [], wasSent: true).Cause);
    }

    private static DateTimeOffset After(int milliseconds) => Noon.AddMilliseconds(milliseconds);

    private static AlturPost Post(int at, int decidedAt, string outcome)
    {
        int? status = int.TryParse(outcome, out var number) ? number : null;
        return new AlturPost(After(at), "+12025550143", "{}", null, status, outcome, Rang: status != 429) { DecidedAt = After(decidedAt) };
    }
}

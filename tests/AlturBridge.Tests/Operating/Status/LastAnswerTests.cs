using AlturBridge.Messages;
using AlturBridge.Operating.Status;
using static AlturBridge.Tests.Operating.Journal.JournalEntries;
using QueueNames = AlturBridge.Messages.Queues;

namespace AlturBridge.Tests.Operating.Status;

public sealed class LastAnswerTests
{
    [Theory]
    [InlineData(DeadLetterReason.Refused, true, "Altur refused a lead: see its dead letter.")]
    [InlineData(DeadLetterReason.OutcomeUnknown, false, "A dead letter: OutcomeUnknown.")]
    [InlineData(DeadLetterReason.NotAllowed, true, "A call was placed.")]
    public void A_dead_letter_says_whether_Altur_works_if_Altur_had_a_part_in_it(string reason, bool isGood, string what)
    {
        var called = Of("crm:1", LeadEventKind.Called);
        var dead = Of("crm:2", LeadEventKind.DeadLettered, minutes: 1) with { Queue = QueueNames.Calls, Reason = reason };

        var answer = LastAnswer.OfAltur([called, dead])!;

        Assert.Equal((isGood, what), (answer.Good, answer.What));
    }

    [Fact]
    public void The_latest_answer_counts()
    {
        var failed = Of("crm:1", LeadEventKind.AttemptFailed, minutes: 2) with { Why = "Altur answered 503." };

        Assert.Equal(
            new LastAnswer(failed.At, Good: false, "Altur answered 503."),
            LastAnswer.OfAltur([Of("crm:1", LeadEventKind.Called, minutes: 1), failed, Of("crm:1", LeadEventKind.Delivered, minutes: 3)]));
        Assert.Null(LastAnswer.OfAltur([]));
    }
}

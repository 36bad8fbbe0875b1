using AlturBridge.Messages;
using AlturBridge.Operating.Status;
using static AlturBridge.Tests.Operating.Journal.JournalEntries;
using QueueNames = AlturBridge.Messages.Queues;

namespace AlturBridge.Tests.Operating.Status;

public sealed class LastAnswerTests
{
    [Theory]
    [InlineData(DeadLetterReason.Refused, true, "Altur refused a lead: see its dead letter.")]
    [InlineData(DeadLetterReason.OutcomeUnknown, false, "It is unknown whether the last call was placed (OutcomeUnknown).")]
    [InlineData(DeadLetterReason.UnreadableRecord, false, "The last call was placed, but its record cannot be read (UnreadableRecord).")]
    [InlineData(DeadLetterReason.NotAllowed, true, "A call was placed.")]
    public void A_dead_letter_says_whether_Altur_works_if_Altur_had_a_part_in_it(string reason, bool isGood, string what)
    {
        var called = Of("crm:1", LeadEventKind.Called);
        var dead = Of("crm:2", LeadEventKind.DeadLettered, minutes: 1) with { Queue = QueueNames.Calls, Reason = reason };

        var answer = LastAnswer.OfAltur([called, dead], circuit: null)!;

        Assert.Equal((isGood, what), (answer.Good, answer.What));
    }

    [Fact]
    public void The_latest_answer_counts()
    {
        var failed = Of("crm:1", LeadEventKind.AttemptFailed, minutes: 2) with { Why = "Altur answered 503." };

        Assert.Equal(
            new LastAnswer(failed.At, Good: false, "Altur answered 503."),
            LastAnswer.OfAltur(
                [Of("crm:1", LeadEventKind.Called, minutes: 1), failed, Of("crm:1", LeadEventKind.Delivered, minutes: 3)], circuit: null));
        Assert.Null(LastAnswer.OfAltur([], circuit: null));
    }

    [Theory]
    [InlineData("open", "Altur answered 402.")]
    [InlineData("closed", "Altur answered 503.")]
    public void While_the_circuit_is_open_its_last_answer_counts(string state, string what)
    {
        var failed = Of("crm:1", LeadEventKind.AttemptFailed) with { Why = "Altur answered 503." };
        var circuit = new CircuitStatus(state, state == "open" ? Noon : null, "Altur answered 402.", Noon.AddMinutes(9));

        Assert.Equal(what, LastAnswer.OfAltur([failed], circuit)!.What);
    }

    [Fact]
    public void A_record_that_became_a_dead_letter_is_not_tried_again()
    {
        var dead = Of("crm:1", LeadEventKind.DeadLettered) with
        {
            Queue = QueueNames.CallRecords, Reason = DeadLetterReason.WebhookGone,
        };

        Assert.Equal(
            new LastAnswer(dead.At, Good: false, "The last record became a dead letter (WebhookGone).", DeadLetterReason.WebhookGone),
            LastAnswer.OfWebhook([dead]));
    }
}

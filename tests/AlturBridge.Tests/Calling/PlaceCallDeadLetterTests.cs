using System.Net;
using AlturBridge.Calling;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Calling;

/// <summary>A lead that cannot be called ends as a dead letter with a sentence for the operator.</summary>
public sealed class PlaceCallDeadLetterTests : IDisposable
{
    private const string Answer = """{"detail":"no agent may call +525512345678"}""";

    private readonly PlaceCallBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_refused_call_does_not_count_for_the_rules()
    {
        bench.Calling.MaxPerDay = 1;
        bench.Altur.Answers(HttpStatusCode.UnprocessableEntity);
        await bench.DeliverAsync();
        Assert.Equal(["read state", "save claim", "POST", "dead-letter", "save no claim"], bench.Events);
        Assert.Equal(DeadLetterReason.Refused, bench.DeadLetter!.Reason);

        bench.Altur.PlacesCalls();
        await bench.DeliverAsync(PlaceCallBench.Message(messageId: "json:lead-1:r1"));

        Assert.Equal(2, bench.Altur.Posts.Count);
        Assert.Empty(bench.PutOff);
    }

    [Theory]
    [InlineData(200, DeadLetterReason.UnreadableRecord)]
    [InlineData(500, DeadLetterReason.OutcomeUnknown)]
    [InlineData(302, DeadLetterReason.OutcomeUnknown)]
    [InlineData(408, DeadLetterReason.OutcomeUnknown)]
    public async Task It_is_dead_lettered_with_the_reason_and_its_claim_is_left_to_the_next(int status, string reason)
    {
        bench.Altur.Answers((HttpStatusCode)status, $"[{Answer}]");

        await bench.DeliverAsync();

        Assert.Equal(["read state", "save claim", "POST", "dead-letter"], bench.Events);
        Assert.Equal(reason, bench.DeadLetter!.Reason);
        Assert.Equal(MessageProperty.Format(bench.Time.GetUtcNow()), bench.DeadLetter.Properties["died-at"]);
        Assert.NotNull(bench.Claim);
    }

    [Theory]
    [InlineData(
        422, "Altur refused the call at 2026-03-02 09:00:00 UTC with 422 {\"detail\":\"no agent may call +52…78\"}. No call was placed.")]
    [InlineData(
        500,
        "The call was sent to Altur at 2026-03-02 09:00:00 UTC and may have been placed. Altur answered 500 {\"detail\":\"no agent "
            + "may call +52…78\"}. Look for it")]
    public async Task The_description_is_in_sentences_with_the_answer_and_without_the_number(int status, string beginning)
    {
        bench.Altur.Answers((HttpStatusCode)status, Answer);

        await bench.DeliverAsync();

        Assert.StartsWith(beginning, bench.DeadLetter!.Description, StringComparison.Ordinal);
        Assert.EndsWith(".", bench.DeadLetter.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_quotes_a_number_is_told_without_it()
    {
        bench.Altur.BreaksOff("Received an invalid header line: 'to +525512345678'");

        await bench.DeliverAsync();

        Assert.Contains(
            "no answer came: Received an invalid header line: 'to +52…78'.", bench.DeadLetter!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_moment_it_names_is_when_the_request_left_and_not_when_the_connection_was_begun()
    {
        bench.Altur.Answers(HttpStatusCode.UnprocessableEntity, Answer);
        using var http = new HttpClient(new SlowConnection(bench.Time, TimeSpan.FromSeconds(7), bench.Altur)) { BaseAddress = new Uri(
            "http://altur.invalid/") };

        await bench.DeliverAsync(
            altur: new AlturClient(http, Microsoft.Extensions.Options.Options.Create(new AlturOptions { ApiKey = "secret" }), bench.Time));

        Assert.StartsWith("Altur refused the call at 2026-03-02 09:00:07 UTC", bench.DeadLetter!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreadable_record_says_that_the_person_was_called()
    {
        bench.Altur.Answers(HttpStatusCode.OK, "<html>+525512345678</html>");

        await bench.DeliverAsync();

        Assert.Contains("The call was placed at 2026-03-02 09:00:00 UTC", bench.DeadLetter!.Description, StringComparison.Ordinal);
        Assert.Contains("Altur answered 200 <html>+52…78</html>", bench.DeadLetter.Description, StringComparison.Ordinal);
        Assert.EndsWith("Do not replay: the person has been called.", bench.DeadLetter.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_answer_makes_a_sentence_too()
    {
        bench.Altur.Answers(HttpStatusCode.NotFound);

        await bench.DeliverAsync();

        Assert.Contains(" with 404. No call was placed.", bench.DeadLetter!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_connection_is_told_in_words()
    {
        bench.Altur.BreaksOff();

        await bench.DeliverAsync();

        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
        Assert.Contains(
            "no answer came: The response ended prematurely. Look for it", bench.DeadLetter.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_longest_answer_fits_into_a_description()
    {
        bench.Altur.Answers(HttpStatusCode.BadRequest, new string('x', 100_000));

        await bench.DeliverAsync();

        Assert.InRange(bench.DeadLetter!.Description.Length, 1000, 4096);
    }

    [Theory]
    [InlineData(422, DeadLetterReason.Refused)]
    [InlineData(200, DeadLetterReason.UnreadableRecord)]
    [InlineData(500, DeadLetterReason.OutcomeUnknown)]
    public async Task A_dead_letter_that_cannot_be_written_is_written_by_the_next_delivery(int status, string reason)
    {
        bench.Altur.Answers((HttpStatusCode)status);
        bench.Failures["dead-letter"] = new ServiceBusException("MessageLockLost", ServiceBusFailureReason.MessageLockLost);
        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FailAsync());
        Assert.NotNull(bench.Claim);
        bench.Failures.Clear();

        await bench.DeliverAsync();

        Assert.Single(bench.Altur.Posts);
        Assert.Equal(reason, bench.DeadLetter!.Reason);
    }

    [Fact]
    public async Task A_process_that_did_not_hear_the_answer_parks_the_lead()
    {
        bench.Altur.Answers(HttpStatusCode.UnprocessableEntity);
        bench.Failures["dead-letter"] = new ServiceBusException("MessageLockLost", ServiceBusFailureReason.MessageLockLost);
        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FailAsync());
        bench.Failures.Clear();
        bench.Restart();

        await bench.DeliverAsync();

        Assert.Single(bench.Altur.Posts);
        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
    }

    [Fact]
    public async Task A_dead_letter_does_not_carry_its_attempts_into_a_replay()
    {
        bench.Altur.Answers(HttpStatusCode.UnprocessableEntity);

        await bench.DeliverAsync(PlaceCallBench.Message(attempt: 7));

        Assert.Equal(0, bench.DeadLetter!.Properties[MessageProperty.Attempt]);
    }
}

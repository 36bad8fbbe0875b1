using System.Net;
using AlturBridge.Messages;

namespace AlturBridge.Tests.Calling.LostLanes;

/// <summary>The lock of a lane is lost before every step, and before every pair of steps, of the deliveries of one lead.</summary>
public sealed class InterleavingTests
{
    /// <summary>More steps than any of these stories takes without a loss.</summary>
    private const int Steps = 16;

    [Theory]
    [InlineData(HttpStatusCode.Created, "complete")]
    [InlineData(HttpStatusCode.UnprocessableEntity, DeadLetterReason.Refused)]
    [InlineData(HttpStatusCode.InternalServerError, DeadLetterReason.OutcomeUnknown)]
    public Task An_answer_that_was_heard_is_the_end_of_the_lead_and_nobody_is_dialled_twice(HttpStatusCode answer, string end) =>
        AllAsync(end, posts: 1, answer);

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.Forbidden)]
    public Task An_attempt_that_surely_placed_no_call_is_made_again_and_is_never_in_doubt(HttpStatusCode answer) =>
        AllAsync("complete", posts: 2, answer, HttpStatusCode.Created);

    private static Task AllAsync(string end, int posts, params HttpStatusCode[] answers)
    {
        var pairs = Enumerable.Range(0, Steps)
            .SelectMany(first => Enumerable.Range(first, Steps + 4 - first).Select(second => (First: first, Second: second)));

        // They mostly wait.
        return Parallel.ForEachAsync(pairs, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (lost, _) =>
        {
            using var host = new ModelHost(new HashSet<int> { lost.First, lost.Second }, answers);
            await host.RunAsync();

            Assert.True(
                (host.End, host.Posts, host.MostPostsAtOnce, host.Records.Count) == (end, posts, 1, end == "complete" ? 1 : 0),
                $"Lost before {lost.First} and {lost.Second}: {host.End}, {host.Posts} posts, {host.Records.Count} records: {host.Story}");
        });
    }
}

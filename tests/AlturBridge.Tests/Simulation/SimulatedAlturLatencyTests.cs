using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.Tests.Simulation;

public sealed class SimulatedAlturLatencyTests : IDisposable
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider clock = new();
    private readonly HttpClient client = new();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("none", 201)]
    [InlineData("503:1", 503)]
    public async Task An_answer_comes_after_the_latency(string faults, int status)
    {
        await using var altur = await StartAsync(TenSeconds);
        altur.Faults = Faults.Parse(faults);
        var answering = client.PostCallAsync(altur);

        await Eventually.TrueAsync(() => answering.IsCompleted, () => clock.Advance(TimeSpan.FromSeconds(1)));

        using var answer = await answering;
        Assert.Equal(status, (int)answer.StatusCode);
        var post = Assert.Single(altur.Posts);
        Assert.True(clock.GetUtcNow() - post.At >= TenSeconds);
    }

    [Theory]
    [InlineData("none", true)]
    [InlineData("429:1", false)]
    public async Task A_post_whose_client_left_is_still_recorded(string faults, bool rang)
    {
        await using var altur = await StartAsync(TenSeconds);
        altur.Faults = Faults.Parse(faults);
        using var leave = new CancellationTokenSource();
        var answering = client.PostCallAsync(altur, cancellationToken: leave.Token);
        await Eventually.TrueAsync(() => altur.MostAtOnce == 1);

        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering);
        await Eventually.TrueAsync(() => altur.Count == 1);
        var post = Assert.Single(altur.Posts);
        Assert.Equal((null, "left", rang, null), (post.Status, post.Outcome, post.Rang, post.CallId));
    }

    [Fact]
    public async Task The_latency_can_be_changed_while_it_runs()
    {
        await using var altur = await StartAsync(TenSeconds);
        altur.Latency = TimeSpan.Zero;
        using var answer = await client.PostCallAsync(altur);

        Assert.Equal(TimeSpan.Zero, altur.Latency);
        Assert.Throws<ArgumentOutOfRangeException>(() => altur.Latency = -TenSeconds);
    }

    [Fact]
    public async Task The_most_at_once_are_those_that_waited_together()
    {
        await using var altur = await StartAsync(TenSeconds);
        var answering = Enumerable.Range(0, 5).Select(_ => client.PostCallAsync(altur)).ToArray();
        await Eventually.TrueAsync(() => altur.MostAtOnce == 5);

        await Eventually.TrueAsync(() => Array.TrueForAll(answering, answer => answer.IsCompleted), () => clock.Advance(TenSeconds));

        Assert.All(await Task.WhenAll(answering), answer => answer.Dispose());
        Assert.Equal(5, altur.Count);
        Assert.Equal(5, altur.MostAtOnce);
    }

    [Fact]
    public async Task A_post_that_follows_an_answer_is_never_two_at_once()
    {
        await using var altur = await StartAsync(TimeSpan.Zero);
        // The second is sent when the first is decided but not yet answered: earlier than any client could.
        altur.Answered += _ =>
        {
            if (altur.Count == 1)
            {
                Task.Run(() => client.PostCallAsync(altur)).GetAwaiter().GetResult().Dispose();
            }
        };
        using var first = await client.PostCallAsync(altur);

        Assert.Equal(2, altur.Count);
        Assert.Equal(1, altur.MostAtOnce);
    }

    private Task<SimulatedAltur> StartAsync(TimeSpan latency)
    {
        return SimulatedAltur.StartAsync(new SimulatedAlturOptions { Latency = latency, TimeProvider = clock });
    }
}

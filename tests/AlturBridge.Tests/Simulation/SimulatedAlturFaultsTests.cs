using System.Net;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;

namespace AlturBridge.Tests.Simulation;

public sealed class SimulatedAlturFaultsTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private SimulatedAltur altur = null!;

    public async Task InitializeAsync() => altur = await SimulatedAltur.StartAsync(new SimulatedAlturOptions());

    public async Task DisposeAsync() => await altur.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(302, true)]
    [InlineData(304, true)]
    [InlineData(402, false)]
    [InlineData(408, true)]
    [InlineData(429, false)]
    [InlineData(500, true)]
    [InlineData(503, false)]
    [InlineData(504, true)]
    public async Task A_status_is_answered_and_recorded(int status, bool rang)
    {
        altur.Faults = Faults.Parse($"{status}:1");
        using var answer = await client.PostCallAsync(altur);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status is 429 or 503 ? TimeSpan.FromSeconds(1) : null, answer.Headers.RetryAfter?.Delta);
        Assert.Equal(status is 302 or 304 ? "/api/v1.0/call" : null, answer.Headers.Location?.OriginalString);
        AssertRecorded(status, $"{status}", rang);
    }

    [Fact]
    public async Task A_proxy_page_is_a_200_without_a_record()
    {
        altur.Faults = Faults.Parse("html:1");
        using var answer = await client.PostCallAsync(altur);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("<!doctype html>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        AssertRecorded(200, "html", rang: true);
    }

    [Fact]
    public async Task An_empty_answer_is_a_200_without_a_body()
    {
        altur.Faults = Faults.Parse("empty:1");
        using var answer = await client.PostCallAsync(altur);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        AssertRecorded(200, "empty", rang: true);
    }

    [Fact]
    public async Task Half_an_answer_ends_in_the_middle_of_the_record()
    {
        altur.Faults = Faults.Parse("half:1");
        using var answer = await client.PostCallAsync(altur, completion: HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.ReadAsByteArrayAsync());
        AssertRecorded(201, "half", rang: true);
        Assert.NotNull(altur.Posts[0].CallId);
    }

    [Fact]
    public async Task A_reset_gives_no_answer()
    {
        altur.Faults = Faults.Parse("reset:1");
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostCallAsync(altur));

        AssertRecorded(null, "reset", rang: true);
    }

    [Fact]
    public async Task A_hanging_post_is_recorded_at_once_and_ends_with_its_client()
    {
        altur.Faults = Faults.Parse("hang:1");
        using var leave = new CancellationTokenSource();
        var hanging = client.PostCallAsync(altur, cancellationToken: leave.Token);
        await Eventually.TrueAsync(() => altur.Count == 1);

        Assert.False(hanging.IsCompleted);
        AssertRecorded(null, "hang", rang: true);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
    }

    [Fact]
    public async Task A_hanging_post_ends_when_the_simulation_stops()
    {
        altur.Faults = Faults.Parse("hang:1");
        var hanging = client.PostCallAsync(altur);
        await Eventually.TrueAsync(() => altur.Count == 1);

        await altur.DisposeAsync().AsTask().WaitAsync(Eventually.Deadline);

        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
    }

    [Fact]
    public async Task A_request_that_is_refused_meets_no_fault()
    {
        altur.Faults = Faults.Parse("hang:1");
        using var answer = await client.PostCallAsync(altur, authorization: null);

        AssertRecorded(401, "401", rang: false);
    }

    [Fact]
    public async Task Faults_can_be_changed_while_it_runs()
    {
        altur.Faults = Faults.Parse("503:1");
        using var during = await client.PostCallAsync(altur);
        altur.Faults = Faults.None;
        using var after = await client.PostCallAsync(altur);

        Assert.Equal(["503", "201"], altur.Posts.Select(post => post.Outcome));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_faults()
    {
        Assert.Equal(await OutcomesAsync(5), await OutcomesAsync(5));
        Assert.NotEqual(await OutcomesAsync(5), await OutcomesAsync(6));

        async Task<List<string>> OutcomesAsync(int seed)
        {
            await using var seeded = await SimulatedAltur.StartAsync(new() { Seed = seed, Faults = Faults.Parse("429:0.3,500:0.3") });
            for (var post = 0; post < 40; post++)
            {
                using var answer = await client.PostCallAsync(seeded);
            }

            return [.. seeded.Posts.Select(post => post.Outcome)];
        }
    }

    private void AssertRecorded(int? status, string outcome, bool rang)
    {
        var post = Assert.Single(altur.Posts);
        Assert.Equal((status, outcome, rang, CallPosts.Phone), (post.Status, post.Outcome, post.Rang, post.PhoneNumberTo));
    }
}

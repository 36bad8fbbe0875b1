using System.Net;
using AlturBridge.Configuration;
using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.EndToEndTests;

/// <summary>A broker that is connected and silent, or that drops its links.</summary>
public sealed class HangingBrokerTests
{
    private const string Lead = """{"phone_number_to": "+12025550143"}""";

    [Fact]
    public async Task While_it_hangs_a_sender_is_told_to_come_again_and_health_is_bad()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var test = await TestBridge.StartAsync(
            time: time, configure: services => services.AddSingleton(new QueueDeadline(time)));
        test.Link.Hang();
        var begun = time.GetUtcNow();
        var posting = test.PostAsync(Lead, idempotencyKey: "one");
        var checking = test.Http.GetAsync(test.Address("api/health"));

        await Eventually.TrueAsync(() => posting.IsCompleted && checking.IsCompleted, () => time.Advance(TimeSpan.FromMilliseconds(100)));
        using var answer = await posting;
        using var health = await checking;

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (answer.StatusCode, health.StatusCode));
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
        Assert.True(time.GetUtcNow() - begun >= QueueDeadline.Limit);

        test.Link.Restore();
        time.Advance(TimeSpan.FromSeconds(5));
        using var again = await test.PostAsync(Lead, idempotencyKey: "one");
        using var healthy = await test.Http.GetAsync(test.Address("api/health"));
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (again.StatusCode, healthy.StatusCode));
        await Eventually.TrueAsync(() => test.Webhook.Count == 1, () => time.Advance(TimeSpan.FromMilliseconds(100)));
        Assert.Single(test.Altur.Posts);
    }

    [Fact]
    public async Task While_its_links_are_broken_a_sender_is_told_at_once()
    {
        await using var test = await TestBridge.StartAsync();
        test.Link.Break();

        using var answer = await test.PostAsync(Lead);
        using var health = await test.Http.GetAsync(test.Address("api/health"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (answer.StatusCode, health.StatusCode));
        Assert.NotNull(answer.Headers.RetryAfter);
        test.Link.Restore();
    }
}

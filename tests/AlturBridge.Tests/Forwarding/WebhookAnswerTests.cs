using System.Net;
using System.Net.Http.Headers;
using AlturBridge.Forwarding;
using AlturBridge.Testing.Edges;
using AlturBridge.Tests.Messages;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.Tests.Forwarding;

public sealed class WebhookAnswerTests
{
    private readonly FakeTimeProvider clock = new(Samples.Noon);

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(204)]
    [InlineData(299)]
    public async Task A_2xx_is_delivered(int status)
    {
        Assert.IsType<Delivery.Delivered>(await DeliverAsync(new RecordingHandler((HttpStatusCode)status, "whatever")));
    }

    [Fact]
    public async Task A_410_wants_no_more()
    {
        Assert.Equal(new Delivery.Gone("The webhook answered 410."), await DeliverAsync(new RecordingHandler(HttpStatusCode.Gone)));
        Assert.Equal(
            new Delivery.Gone("The webhook answered 410: moved"), await DeliverAsync(new RecordingHandler(HttpStatusCode.Gone, "moved")));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(304)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Everything_else_has_failed_with_the_answer(int status)
    {
        Assert.Equal(
            $"The webhook answered {status}: not now",
            Webhook.Why(await DeliverAsync(new RecordingHandler((HttpStatusCode)status, " not\r\nnow\n"))));
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(501, true)]
    [InlineData(1_000_000, true)]
    public async Task Of_a_long_answer_the_first_500_characters_are_quoted(int length, bool isCut)
    {
        var why = Webhook.Why(await DeliverAsync(new RecordingHandler(HttpStatusCode.InternalServerError, new string('ñ', length))));

        Assert.Equal($"The webhook answered 500: {new string('ñ', 500)}{(isCut ? "…" : "")}", why);
    }

    [Fact]
    public async Task Of_an_endless_answer_no_more_than_4_KB_are_read()
    {
        await using var stream = new PiecemealStream(new byte[10_000_000], piece: 100_000);
        using var handler = new RecordingHandler(
            _ => new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StreamContent(stream) });
        await DeliverAsync(handler);

        Assert.InRange(stream.Given, 4096, 4097);
    }

    [Fact]
    public async Task The_end_of_a_good_answer_is_not_waited_for()
    {
        await using var stream = new PiecemealStream("{"u8.ToArray(), end: new IOException("reset"));
        using var handler = new RecordingHandler(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(stream) });

        Assert.IsType<Delivery.Delivered>(await DeliverAsync(handler));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_quoted_as_far_as_it_came()
    {
        await using var stream = new PiecemealStream("half an ans"u8.ToArray(), end: new IOException("reset"));
        using var handler = new RecordingHandler(
            _ => new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StreamContent(stream) });

        Assert.Equal("The webhook answered 500: half an ans", Webhook.Why(await DeliverAsync(handler)));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Sun, 22 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Sun, 22 Nov 2026 11:00:00 GMT", 0)]
    [InlineData(null, null)]
    public async Task The_wait_that_the_webhook_asks_for_is_passed_on(string? retryAfter, int? seconds)
    {
        using var handler = new RecordingHandler(_ => new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            Headers = { RetryAfter = retryAfter is null ? null : RetryConditionHeaderValue.Parse(retryAfter) },
        });

        Assert.Equal(seconds, (await DeliverAsync(handler) as Delivery.Failed)?.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task A_connection_that_fails_has_failed_with_the_reason()
    {
        using var handler = new RecordingHandler(_ => throw new HttpRequestException("outer", new IOException("Connection reset by peer")));

        Assert.Equal("The webhook gave no answer: Connection reset by peer.", Webhook.Why(await DeliverAsync(handler)));
    }

    [Fact]
    public async Task A_stopping_host_is_not_a_webhook_failure()
    {
        using var stopping = new CancellationTokenSource();
        using var handler = new RecordingHandler(_ =>
        {
            stopping.Cancel();
            throw new OperationCanceledException(stopping.Token);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Webhook.Client(Webhook.Options(), clock, handler).DeliverSampleAsync(stopping.Token));
    }

    private Task<Delivery> DeliverAsync(RecordingHandler handler) => Webhook.Client(Webhook.Options(), clock, handler).DeliverSampleAsync();
}

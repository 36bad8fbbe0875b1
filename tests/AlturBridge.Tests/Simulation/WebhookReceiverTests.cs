using System.Net;
using System.Security.Cryptography;
using System.Text;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.Tests.Simulation;

public sealed class WebhookReceiverTests : IDisposable
{
    // The vector that standard-webhooks/standard-webhooks tests its own libraries with.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Body = "{\"test\": 2432232314}";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string WrongSignature = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    private const string OtherSecret = "whsec_ZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8fX5/gIGCg4Q=";
    private const long SignedAt = 1614265330;

    private readonly FakeTimeProvider clock = new(DateTimeOffset.FromUnixTimeSeconds(SignedAt));
    private readonly HttpClient client = new();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(Signature)]
    [InlineData($"{WrongSignature} v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= {Signature} {WrongSignature}")]
    public async Task The_published_vector_is_accepted(string signature)
    {
        await using var receiver = await StartAsync(Secret);
        using var answer = await DeliverAsync(receiver, signature: signature);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var delivery = Assert.Single(receiver.Deliveries);
        Assert.True(delivery.SignatureValid);
        Assert.True(delivery.Accepted);
    }

    [Theory]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLawdd")]
    [InlineData("v1,")]
    [InlineData(WrongSignature)]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData(null)]
    public async Task A_wrong_signature_is_refused(string? signature)
    {
        await using var receiver = await StartAsync(Secret);
        using var answer = await DeliverAsync(receiver, signature: signature);

        AssertRefused(receiver, answer);
    }

    [Theory]
    [InlineData("{\"test\": 2432232315}", Id, "1614265330")]
    [InlineData("", Id, "1614265330")]
    [InlineData(Body, "msg_another", "1614265330")]
    [InlineData(Body, null, "1614265330")]
    [InlineData(Body, Id, "1614265331")]
    [InlineData(Body, Id, "1614265330.0")]
    [InlineData(Body, Id, null)]
    public async Task Signed_content_cannot_be_changed(string body, string? id, string? timestamp)
    {
        await using var receiver = await StartAsync(Secret);
        using var answer = await DeliverAsync(receiver, body, id, timestamp);

        AssertRefused(receiver, answer);
    }

    [Theory]
    [InlineData(300, HttpStatusCode.NoContent)]
    [InlineData(301, HttpStatusCode.Unauthorized)]
    [InlineData(-300, HttpStatusCode.NoContent)]
    [InlineData(-301, HttpStatusCode.Unauthorized)]
    public async Task A_signature_is_good_for_five_minutes_either_way(int secondsLater, HttpStatusCode status)
    {
        clock.AdjustTime(clock.GetUtcNow().AddSeconds(secondsLater));
        await using var receiver = await StartAsync(Secret);
        using var answer = await DeliverAsync(receiver);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Either_of_two_secrets_may_sign()
    {
        await using var receiver = await StartAsync(OtherSecret, Secret);
        using var second = await DeliverAsync(receiver);
        var key = Convert.FromBase64String(OtherSecret["whsec_".Length..]);
        var signed = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{SignedAt}.{Body}"));
        using var first = await DeliverAsync(receiver, signature: $"v1,{Convert.ToBase64String(signed)}");

        Assert.All(receiver.Deliveries, delivery => Assert.True(delivery.SignatureValid));
    }

    [Fact]
    public async Task With_no_secret_nothing_is_refused_and_nothing_is_valid()
    {
        await using var receiver = await StartAsync();
        using var answer = await DeliverAsync(receiver);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.False(Assert.Single(receiver.Deliveries).SignatureValid);
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_not base64")]
    [InlineData("whsec_")]
    public async Task A_secret_of_another_form_stops_startup(string secret)
    {
        var wrong = await Assert.ThrowsAsync<FormatException>(() => StartAsync(secret));

        Assert.Contains("whsec_", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delivery_is_kept_as_it_came()
    {
        await using var receiver = await StartAsync(Secret);
        var told = new List<WebhookDelivery>();
        receiver.Received += told.Add;
        using var answer = await DeliverAsync(receiver);

        var delivery = Assert.Single(receiver.Deliveries);
        Assert.Equal(clock.GetUtcNow(), delivery.At);
        Assert.Equal((Id, "lead-1", "json"), (delivery.WebhookId, delivery.LeadId, delivery.Source));
        Assert.Equal("1614265330", delivery.Headers["Webhook-Timestamp"]);
        Assert.Equal(Body, Encoding.UTF8.GetString(delivery.Body.Span));
        Assert.Equal((204, "204"), (delivery.Status, delivery.Outcome));
        Assert.Same(delivery, Assert.Single(told));
        Assert.Equal(1, receiver.Count);
    }

    [Fact]
    public async Task Only_a_POST_is_a_delivery()
    {
        await using var receiver = await StartAsync(Secret);
        using var answer = await client.GetAsync(receiver.Url);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(0, receiver.Count);
    }

    [Theory]
    [InlineData("410", 410, false)]
    [InlineData("503", 503, false)]
    [InlineData("html", 200, true)]
    [InlineData("empty", 200, true)]
    public async Task A_fault_goes_before_the_signature(string fault, int status, bool accepted)
    {
        await using var receiver = await StartAsync(Secret);
        receiver.Faults = Faults.Parse($"{fault}:1");
        using var answer = await DeliverAsync(receiver, signature: WrongSignature);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 503 ? TimeSpan.FromSeconds(1) : null, answer.Headers.RetryAfter?.Delta);
        var delivery = Assert.Single(receiver.Deliveries);
        Assert.Equal((status, fault, accepted, false), (delivery.Status, delivery.Outcome, delivery.Accepted, delivery.SignatureValid));
    }

    [Theory]
    [InlineData("reset", null)]
    [InlineData("half", 200)]
    public async Task A_delivery_may_lose_its_connection(string fault, int? status)
    {
        await using var receiver = await StartAsync(Secret);
        receiver.Faults = Faults.Parse($"{fault}:1");
        await Assert.ThrowsAsync<HttpRequestException>(() => DeliverAsync(receiver));

        var delivery = Assert.Single(receiver.Deliveries);
        Assert.Equal((status, fault, true), (delivery.Status, delivery.Outcome, delivery.SignatureValid));
    }

    [Fact]
    public async Task An_answer_comes_after_the_latency()
    {
        await using var receiver = await StartAsync(Secret);
        receiver.Latency = TimeSpan.FromSeconds(10);
        var delivering = DeliverAsync(receiver);

        await Eventually.TrueAsync(() => delivering.IsCompleted, () => clock.Advance(TimeSpan.FromSeconds(1)));

        using var answer = await delivering;
        Assert.True(clock.GetUtcNow() - Assert.Single(receiver.Deliveries).At >= receiver.Latency);
    }

    private static void AssertRefused(WebhookReceiver receiver, HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var delivery = Assert.Single(receiver.Deliveries);
        Assert.False(delivery.SignatureValid);
        Assert.False(delivery.Accepted);
    }

    private Task<WebhookReceiver> StartAsync(params string[] secrets)
    {
        return WebhookReceiver.StartAsync(new WebhookReceiverOptions { Secrets = secrets, TimeProvider = clock });
    }

    private async Task<HttpResponseMessage> DeliverAsync(
        WebhookReceiver receiver, string body = Body, string? id = Id, string? timestamp = "1614265330", string? signature = Signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(receiver.Url, "any/path"));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        (string Name, string? Value)[] headers =
        [
            ("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", signature),
            ("altur-bridge-lead-id", "lead-1"), ("altur-bridge-source", "json"),
        ];
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await client.SendAsync(request);
    }
}

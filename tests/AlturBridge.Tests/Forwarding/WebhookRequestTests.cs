using System.Net;
using System.Text;
using AlturBridge.Configuration;
using AlturBridge.Forwarding;
using AlturBridge.Testing.Edges;
using AlturBridge.Tests.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.Tests.Forwarding;

public sealed class WebhookRequestTests
{
    private readonly FakeTimeProvider clock = new(Samples.Noon.AddSeconds(0.7));

    [Fact]
    public async Task The_bytes_are_those_that_Altur_answered()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(" { \"id\" : \"x\\u00e9é\" }\r\n"), 0xFF, 0x00];
        var (request, body) = await SendAsync(
            ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromBytes(bytes), messageId: "a", correlationId: "a"));

        Assert.Equal(bytes, body);
        Assert.Equal((HttpMethod.Post, Webhook.Url), (request.Method, request.RequestUri));
        Assert.Equal("application/json", request.Content!.Headers.ContentType!.ToString());
        Assert.Equal(bytes.Length, request.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Every_header_is_that_of_the_design()
    {
        var (request, _) = await SendAsync(
            Samples.RecordMessage(messageId: $"{Samples.OrderId}:4", attempt: 4), Webhook.Options(null, Webhook.Secret));
        var timestamp = Samples.Noon.ToUnixTimeSeconds();
        Assert.True(WebhookSecret.TryParse(Webhook.Secret, out var key));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["User-Agent"] = "AlturBridge/1.0",
                ["webhook-id"] = Samples.OrderId,
                ["webhook-timestamp"] = $"{timestamp}",
                ["webhook-signature"] = StandardWebhooks.Sign([key], Samples.OrderId, timestamp, Encoding.UTF8.GetBytes(Samples.CallJson)),
                ["ce-specversion"] = "1.0",
                ["ce-id"] = Samples.OrderId,
                ["ce-type"] = "io.altur.call.created",
                ["ce-source"] = "/leads/json",
                ["ce-time"] = "2026-11-22T11:59:58.0000000+00:00",
                ["altur-bridge-lead-id"] = Samples.OrderId,
                ["altur-bridge-source"] = "json",
            },
            request.Headers.ToDictionary(header => header.Key, header => header.Value.Single()));
    }

    [Theory]
    [InlineData("4711", "4711")]
    [InlineData("a\r\nX-Evil: b", "a%0D%0AX-Evil:%20b")]
    [InlineData("", null)]
    [InlineData(7, null)]
    public async Task The_lead_reference_has_its_own_header(object reference, string? header)
    {
        var (request, _) = await SendAsync(ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString("{}"), messageId: "a", correlationId: "a",
            properties: new Dictionary<string, object> { ["reference"] = reference }));

        Assert.Equal(header, request.Headers.TryGetValues("altur-bridge-reference", out var values) ? values.Single() : null);
        Assert.True(DeliveryRequest.IsOwn("Altur-Bridge-Reference"));
    }

    [Fact]
    public async Task Every_attempt_has_the_same_id_and_its_own_timestamp()
    {
        var (first, _) = await SendAsync(Samples.RecordMessage());
        clock.Advance(TimeSpan.FromMinutes(10));
        var (second, _) = await SendAsync(Samples.RecordMessage(messageId: $"{Samples.OrderId}:1", attempt: 1));

        Assert.Equal(first.Headers.GetValues("webhook-id"), second.Headers.GetValues("webhook-id"));
        Assert.Equal(first.Headers.GetValues("ce-id"), second.Headers.GetValues("ce-id"));
        Assert.NotEqual(first.Headers.GetValues("webhook-timestamp"), second.Headers.GetValues("webhook-timestamp"));
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_signed()
    {
        var (request, _) = await SendAsync(Samples.RecordMessage());

        Assert.False(request.Headers.Contains("webhook-signature"));
    }

    [Fact]
    public async Task Headers_of_the_configuration_are_added()
    {
        var options = Webhook.Options(null, Webhook.Secret);
        options.Headers["Authorization"] = "Bearer abc";
        options.Headers["CE-Subject"] = "mine";
        options.Headers["User-Agent"] = "Mine/2";
        options.Headers["x-odd"] = "a,b; c=\"d\"";
        var (request, _) = await SendAsync(Samples.RecordMessage(), options);

        Assert.All(options.Headers, header => Assert.Equal(header.Value, Assert.Single(request.Headers.NonValidated[header.Key])));
        Assert.True(request.Headers.Contains("webhook-signature"));
    }

    [Fact]
    public async Task An_underscore_in_the_name_of_a_setting_is_a_hyphen_in_the_header()
    {
        var options = Webhook.Options(null, Webhook.Secret);
        options.Headers["X_Tenant"] = "seven";
        var (request, _) = await SendAsync(Samples.RecordMessage(), options);

        Assert.Equal("seven", Assert.Single(request.Headers.NonValidated["X-Tenant"]));
        Assert.False(request.Headers.NonValidated.Contains("X_Tenant"));
    }

    [Fact]
    public async Task Every_header_that_is_sent_is_one_that_no_setting_may_replace()
    {
        var (request, _) = await SendAsync(Samples.RecordMessage(), Webhook.Options(null, Webhook.Secret));

        Assert.Equal(["User-Agent"], request.Headers.Select(header => header.Key).Where(name => !DeliveryRequest.IsOwn(name)));
    }

    [Fact]
    public async Task A_record_that_lacks_everything_still_has_headers()
    {
        var (request, _) = await SendAsync(Samples.RecordMessage(messageId: "theirs", correlationId: null, source: null, receivedAt: null));

        Assert.Equal("theirs", request.Headers.GetValues("webhook-id").Single());
        Assert.Equal("/leads/", request.Headers.GetValues("ce-source").Single());
        Assert.Equal("2026-11-22T12:00:00.0000000+00:00", request.Headers.GetValues("ce-time").Single());
    }

    private async Task<(HttpRequestMessage Request, byte[] Body)> SendAsync(
        ServiceBusReceivedMessage record, WebhookOptions? options = null)
    {
        using var handler = new RecordingHandler(HttpStatusCode.NoContent);
        Assert.IsType<Delivery.Delivered>(
            await Webhook.Client(options ?? Webhook.Options(), clock, handler).DeliverAsync(record, CancellationToken.None));

        return (Assert.Single(handler.Requests), Assert.Single(handler.Bodies));
    }
}

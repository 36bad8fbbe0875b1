using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AlturBridge.Forwarding;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using AlturBridge.Tests.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.Tests.Forwarding;

/// <summary>Over a real connection to the sandbox's receiver, which verifies signatures with its own code.</summary>
public sealed class WebhookDeliveryTests
{
    private readonly FakeTimeProvider clock = new(Samples.Noon);

    [Fact]
    public async Task A_record_arrives_signed_and_unchanged()
    {
        await using var receiver = await StartAsync(Webhook.Secret);
        var outcome = await Webhook.Client(Webhook.Options(receiver.Url, Webhook.Secret), clock).DeliverSampleAsync();

        Assert.IsType<Delivery.Delivered>(outcome);
        var delivery = Assert.Single(receiver.Deliveries);
        Assert.True(delivery.SignatureValid);
        Assert.Equal(Samples.CallJson, Encoding.UTF8.GetString(delivery.Body.Span));
        Assert.Equal((Samples.OrderId, Samples.OrderId, "json"), (delivery.WebhookId, delivery.LeadId, delivery.Source));
        Assert.Equal(
            ("application/json", "1.0", "io.altur.call.created"),
            (delivery.Headers["Content-Type"], delivery.Headers["ce-specversion"], delivery.Headers["ce-type"]));
    }

    [Theory]
    [InlineData(Webhook.Secret)]
    [InlineData(Webhook.OtherSecret)]
    public async Task While_secrets_rotate_the_receiver_may_know_either(string secret)
    {
        await using var receiver = await StartAsync(secret);

        Assert.IsType<Delivery.Delivered>(
            await Webhook.Client(Webhook.Options(receiver.Url, Webhook.Secret, Webhook.OtherSecret), clock).DeliverSampleAsync());
        Assert.True(Assert.Single(receiver.Deliveries).SignatureValid);
    }

    [Theory]
    [InlineData("pedido-ñ", "México", "2026-11-22T11:59:58Z")]
    [InlineData("order-17", "web", "hoy a las 12 – más o menos")]
    [InlineData("order\r\n17", "a\nb", "now\n")]
    public async Task A_call_that_somebody_else_queued_is_delivered_whatever_its_properties_hold(
        string leadId, string source, string receivedAt)
    {
        await using var receiver = await StartAsync(Webhook.Secret);
        var record = Samples.RecordMessage(messageId: leadId, correlationId: leadId, source: source, receivedAt: receivedAt);

        Assert.IsType<Delivery.Delivered>(
            await Webhook.Client(Webhook.Options(receiver.Url, Webhook.Secret), clock).DeliverAsync(record, CancellationToken.None));
        var delivery = Assert.Single(receiver.Deliveries);
        Assert.True(delivery.SignatureValid);
        Assert.Equal((CloudEventHeader.Encode(leadId), CloudEventHeader.Encode(source)), (delivery.WebhookId, delivery.Source));
        Assert.Equal(CloudEventHeader.Encode(leadId), delivery.Headers["ce-id"]);
    }

    [Fact]
    public async Task A_trace_goes_on_at_the_receiver()
    {
        await using var receiver = await StartAsync();
        using var activity = new Activity("ForwardCall").SetIdFormat(ActivityIdFormat.W3C).Start();
        await Webhook.Client(Webhook.Options(receiver.Url), clock).DeliverSampleAsync();

        Assert.Contains($"-{activity.TraceId}-", Assert.Single(receiver.Deliveries).Headers["traceparent"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("503:1", "The webhook answered 503: ")]
    [InlineData("404:1", "The webhook answered 404: ")]
    [InlineData("307:1", "The webhook answered 307: ")]
    [InlineData("reset:1", "The webhook gave no answer: ")]
    public async Task A_receiver_that_misbehaves_has_failed(string faults, string why)
    {
        await using var receiver = await StartAsync();
        receiver.Faults = Faults.Parse(faults);

        Assert.StartsWith(
            why, Webhook.Why(await Webhook.Client(Webhook.Options(receiver.Url), clock).DeliverSampleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_says_nothing_has_failed_after_the_timeout()
    {
        await using var receiver = await StartAsync();
        receiver.Faults = Faults.Parse("hang:1");
        var delivering = Webhook.Client(Webhook.Options(receiver.Url), clock).DeliverSampleAsync();
        await Eventually.TrueAsync(() => receiver.Count == 1);

        clock.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(delivering.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("The webhook gave no answer: there was no answer within 15 s.", Webhook.Why(await delivering));
    }

    [Fact]
    public async Task The_timeout_passes_in_real_time_too()
    {
        await using var receiver = await StartAsync();
        receiver.Faults = Faults.Parse("hang:1");
        var options = Webhook.Options(receiver.Url);
        options.Timeout = TimeSpan.FromMilliseconds(250);

        Assert.Equal(
            "The webhook gave no answer: there was no answer within 0.25 s.",
            Webhook.Why(await Webhook.Client(options, TimeProvider.System).DeliverSampleAsync()));
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_has_failed()
    {
        // Bound but not listening: the port is reserved, and refuses.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var url = new Uri($"http://{socket.LocalEndPoint}");

        var why = Webhook.Why(await Webhook.Client(Webhook.Options(url), clock).DeliverSampleAsync());
        Assert.StartsWith("The webhook gave no answer: ", why, StringComparison.Ordinal);
        Assert.Contains("refused", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var elsewhere = await StartAsync();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var moved = builder.Build();
        moved.Run(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = elsewhere.Url.AbsoluteUri;
            return Task.CompletedTask;
        });
        await moved.StartAsync();

        Assert.Equal(
            $"The webhook answered {status}.",
            Webhook.Why(await Webhook.Client(Webhook.Options(new Uri(moved.Urls.Single())), clock).DeliverSampleAsync()));
        Assert.Equal(0, elsewhere.Count);
    }

    private Task<WebhookReceiver> StartAsync(params string[] secrets) =>
        WebhookReceiver.StartAsync(new WebhookReceiverOptions { Secrets = secrets, TimeProvider = clock });
}

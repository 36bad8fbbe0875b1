using AlturBridge.Forwarding;
using AlturBridge.Tests.Messages;

namespace AlturBridge.Tests.Forwarding;

/// <summary>Webhook clients as the composition creates them.</summary>
internal static class Webhook
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public const string OtherSecret = "whsec_ZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8fX5/gIGCg4Q=";

    public static Uri Url { get; } = new("https://example.com/call-records");

    public static WebhookOptions Options(Uri? url = null, params string[] secrets)
    {
        var options = new WebhookOptions { Url = url ?? Url };
        foreach (var secret in secrets)
        {
            options.Secrets.Add(secret);
        }

        return options;
    }

    public static WebhookClient Client(WebhookOptions options, TimeProvider time, HttpMessageHandler? handler = null)
    {
        var http = new HttpClient(handler ?? CreateHandler());
        WebhookClient.Configure(http);
        return new WebhookClient(http, Microsoft.Extensions.Options.Options.Create(options), time);
    }

    /// <summary>The real one, but a busy machine must not decide an outcome.</summary>
    private static SocketsHttpHandler CreateHandler()
    {
        var real = (SocketsHttpHandler)WebhookClient.CreateHandler();
        real.ConnectTimeout = Timeout.InfiniteTimeSpan;
        return real;
    }

    public static string Why(Delivery delivery) => Assert.IsType<Delivery.Failed>(delivery).Why;

    public static Task<Delivery> DeliverSampleAsync(this WebhookClient client, CancellationToken cancellationToken = default) =>
        client.DeliverAsync(Samples.RecordMessage(), cancellationToken);
}

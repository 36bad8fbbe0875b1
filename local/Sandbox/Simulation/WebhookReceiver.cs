using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Sandbox.Simulation;

/// <summary>The webhook at the end of the bridge: accepts POSTs on any path, checks their signature and keeps them. Answers a valid
/// signature with 204, an invalid one with 401; a fault comes before both.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebhookVerifier verifier;
    private readonly TimeProvider timeProvider;
    private readonly Misbehaviour misbehaviour;
    private readonly ConcurrentQueue<WebhookDelivery> deliveries = new();
    private readonly Loopback server;

    private WebhookReceiver(WebhookReceiverOptions options)
    {
        verifier = new WebhookVerifier(options.Secrets);
        timeProvider = options.TimeProvider;
        misbehaviour = new Misbehaviour(options.Faults, options.Latency, options.Seed, timeProvider);
        server = new Loopback(options.Url, HandleAsync);
    }

    /// <summary>Raised when the outcome of a delivery is decided, before its sender sees it.</summary>
    [SuppressMessage("Design", "CA1003", Justification = "The record says everything; a sender and an EventArgs would add nothing.")]
    public event Action<WebhookDelivery>? Received;

    public Uri Url => server.Url;

    public Faults Faults
    {
        get => misbehaviour.Faults;
        set => misbehaviour.Faults = value;
    }

    public TimeSpan Latency
    {
        get => misbehaviour.Latency;
        set => misbehaviour.Latency = value;
    }

    /// <summary>Every POST whose outcome is decided, in that order: a copy. Use <see cref="Count"/> if the number is enough.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries => [.. deliveries];

    public int Count => deliveries.Count;

    /// <exception cref="FormatException">A secret is not <c>whsec_</c> and base64.</exception>
    public static async Task<WebhookReceiver> StartAsync(WebhookReceiverOptions options, CancellationToken cancellationToken = default)
    {
        var receiver = new WebhookReceiver(options);
        await receiver.server.StartAsync(cancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await Answer.Error(StatusCodes.Status405MethodNotAllowed, "A webhook is delivered with POST.").WriteAsync(context);
            return;
        }

        var at = timeProvider.GetUtcNow();
        var body = await RequestBody.ReadAsync(context);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var id = headers.GetValueOrDefault("webhook-id");
        var valid = verifier.IsValid(
            id, headers.GetValueOrDefault("webhook-timestamp"), headers.GetValueOrDefault("webhook-signature"), body, at);
        var answer = valid || !verifier.HasSecrets
            ? new Answer(StatusCodes.Status204NoContent)
            : Answer.Error(StatusCodes.Status401Unauthorized, "The signature is missing, wrong or too old.");

        await misbehaviour.AnswerAsync(context, misbehaviour.Pick(), answer, (status, outcome) => Record(new WebhookDelivery(
            at,
            id,
            headers.GetValueOrDefault("altur-bridge-lead-id"),
            headers.GetValueOrDefault("altur-bridge-source"),
            headers,
            body,
            valid,
            status,
            outcome)));
    }

    private void Record(WebhookDelivery delivery)
    {
        deliveries.Enqueue(delivery);
        Received?.Invoke(delivery);
    }
}

using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using AlturBridge.Messages;
using AlturBridge.Receiving;
using AlturBridge.Tests.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace AlturBridge.Tests.Receiving;

/// <summary>ReceiveLead before a queue that keeps, or refuses, what is sent to it.</summary>
internal sealed class LeadIntake : IDisposable
{
    private readonly Mock<ServiceBusSender> sender = new(MockBehavior.Strict);
    private readonly ConcurrentQueue<ServiceBusMessage> sent = new();
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().BuildServiceProvider();
    private readonly ReceiveLead receiveLead;

    public LeadIntake(SourcesOptions? sources = null, string? defaultAgentId = null, Exception? queueFailure = null, TimeSpan? maxAge = null)
    {
        sender
            .Setup(queue => queue.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusMessage message, CancellationToken _) =>
            {
                Sending?.Invoke();
                if (queueFailure is not null)
                {
                    return Task.FromException(queueFailure);
                }

                sent.Enqueue(message);
                return Task.CompletedTask;
            });
        receiveLead = new ReceiveLead(
            new SourceCatalog(sources ?? [], defaultAgentId),
            new Lanes(16),
            sender.Object,
            Options.Create(new LeadsOptions { MaxAge = maxAge ?? TimeSpan.FromDays(1) }),
            new FakeTimeProvider(Samples.Noon),
            Logs);
    }

    /// <summary>What happens just when a lead reaches the queue.</summary>
    public Action? Sending { get; init; }

    public KeptLogs<ReceiveLead> Logs { get; } = new();

    public IReadOnlyCollection<ServiceBusMessage> Sent => sent;

    public void Dispose() => services.Dispose();

    public Task<LeadAnswer> PostAsync(string body, string source = "json", params (string Name, string Value)[] headers) =>
        PostAsync(Encoding.UTF8.GetBytes(body), source, headers: headers);

    /// <param name="body">The bytes of the request.</param>
    /// <param name="source">The end of the route.</param>
    /// <param name="stream">Instead of a body with a Content-Length: what comes in without one.</param>
    /// <param name="cancellationToken">Signalled when the sender leaves.</param>
    /// <param name="headers">Further headers of the request.</param>
    public async Task<LeadAnswer> PostAsync(
        byte[] body, string source = "json", Stream? stream = null, CancellationToken cancellationToken = default, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = HttpMethods.Post;
        context.Request.Body = stream ?? new MemoryStream(body);
        context.Request.ContentLength = stream is null ? body.Length : null;
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        using var answer = new MemoryStream();
        context.Response.Body = answer;
        var result = await receiveLead.RunAsync(context.Request, source, cancellationToken);
        await result.ExecuteAsync(context);

        return new LeadAnswer(context.Response.StatusCode, context.Response.ContentType, context.Response.Headers, Encoding.UTF8.GetString(answer.ToArray()));
    }
}

/// <summary>What a sender of leads reads.</summary>
internal sealed record LeadAnswer(int Status, string? ContentType, IHeaderDictionary Headers, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}

using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Numbers;
using AlturBridge.Receiving;
using AlturBridge.Receiving.Sources;
using AlturBridge.Testing;
using AlturBridge.Tests.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace AlturBridge.Tests.Receiving;

/// <summary>ReceiveLead with a queue that keeps, or refuses, what is sent to it.</summary>
internal sealed class LeadIntake : IDisposable
{
    private readonly Mock<ServiceBusSender> sender = new(MockBehavior.Strict);
    private readonly ConcurrentQueue<ServiceBusMessage> sent = new();
    private readonly List<List<ServiceBusMessage>> batches = [];
    private readonly Exception? queueFailure;
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().BuildServiceProvider();
    private readonly SourceCatalog sources;
    private readonly ReceiveLead receiveLead;

    /// <param name="settings">Settings of sources, named like environment variables.</param>
    /// <param name="defaultAgentId">The account's agent.</param>
    /// <param name="queueFailure">What the queue answers to everything.</param>
    /// <param name="maxAge">The maximum age of a lead.</param>
    public LeadIntake(
        IEnumerable<(string Name, string? Value)>? settings =
            null, string? defaultAgentId = null, Exception? queueFailure = null, TimeSpan? maxAge = null)
    {
        this.queueFailure = queueFailure;
        sender
            .Setup(queue => queue.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusMessage message, CancellationToken _) => SendAsync([message]));
        sender
            .Setup(queue => queue.CreateMessageBatchAsync(It.IsAny<CancellationToken>()))
            .Returns(() => ValueTask.FromResult(CreateBatch()));
        sender
            .Setup(queue => queue.SendMessagesAsync(It.IsAny<ServiceBusMessageBatch>(), It.IsAny<CancellationToken>()))
            .Returns(() => SendAsync(batches[^1]));
        var options = new LeadsOptions { MaxAge = maxAge ?? TimeSpan.FromDays(1) };
        sources = new SourceCatalog(SourceSettings.Bind(settings ?? []), defaultAgentId, new AllowedNumbers([], []));
        var checks = new LeadChecks(new IntakeLimits(10, ChecksDoNotCall: true), DoNotCall, Options.Create(options), Time, CheckLogs);
        receiveLead = new ReceiveLead(
            sources,
            new Lanes(16),
            new LeadSpacing(sources, Options.Create(options)),
            checks,
            new HourlyAllowance(),
            sender.Object,
            new QueueDeadline(Time),
            Options.Create(options),
            new RepeatedLeads(Known, Time),
            Events,
            Time,
            Logs);
    }

    /// <summary>Whether the queue is connected but silent.</summary>
    public bool QueueHangs { get; init; }

    /// <summary>How many messages fit into one batch.</summary>
    public int BatchSize { get; init; } = int.MaxValue;

    /// <summary>The query of each lead's address.</summary>
    public string Query { get; set; } = string.Empty;

    public FakeTimeProvider Time { get; } = new(Samples.Noon);

    /// <summary>How many batches were sent, successfully or not.</summary>
    public int Batches => batches.Count;

    /// <summary>Called when a lead reaches the queue.</summary>
    public Action? Sending { get; init; }

    /// <summary>What is known about leads before they are posted.</summary>
    public ScriptedKnownLeads Known { get; } = new();

    /// <summary>Who said no.</summary>
    public ScriptedDoNotCall DoNotCall { get; } = new();

    public LogKeeper<LeadChecks> CheckLogs { get; } = new();

    public KeptEvents Events { get; } = new();

    public LogKeeper<ReceiveLead> Logs { get; } = new();

    public IReadOnlyCollection<ServiceBusMessage> Sent => sent;

    public void Dispose() => services.Dispose();

    public Task<LeadAnswer> PostAsync(string body, string source = "json", params (string Name, string Value)[] headers) =>
        PostAsync(Encoding.UTF8.GetBytes(body), source, headers: headers);

    /// <param name="body">The bytes of the request.</param>
    /// <param name="source">The end of the route.</param>
    /// <param name="stream">Replaces a body with a Content-Length: input without one.</param>
    /// <param name="cancellationToken">Signalled when the sender leaves.</param>
    /// <param name="headers">Further headers of the request.</param>
    public Task<LeadAnswer> PostAsync(
        byte[] body, string source =
            "json", Stream? stream = null, CancellationToken cancellationToken = default, params (string Name, string Value)[] headers) =>
        RunAsync(
            HttpMethods.Post, request => receiveLead.RunAsync(request, source, cancellationToken), body, stream, Query, headers: headers);

    public Task<LeadAnswer> PreviewAsync(string body, string source = "json", params (string Name, string Value)[] headers) => RunAsync(
        HttpMethods.Post,
        request => receiveLead.PreviewAsync(request, source, CancellationToken.None),
        Encoding.UTF8.GetBytes(body),
        query: Query,
        below: "/preview",
        headers: headers);

    public Task<LeadAnswer> HandshakeAsync(string method, string source, string query = "", params (string Name, string Value)[] headers) =>
        RunAsync(
        method, request => Task.FromResult(new AnswerHandshake(sources).Run(request, source)), [], query: query, headers: headers);

    private async Task<LeadAnswer> RunAsync(
        string method, Func<HttpRequest, Task<IResult>> function, byte[] body,
        Stream? stream = null, string query = "", string below = "", params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = method;
        context.Request.Scheme = "https";
        context.Request.Host = new HostString("bridge.example.com");
        context.Request.Path = $"/api/leads/source{below}";
        context.Request.QueryString = new QueryString(query);
        context.Request.Body = stream ?? new MemoryStream(body);
        context.Request.ContentLength = stream is null ? body.Length : null;
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        using var answer = new MemoryStream();
        context.Response.Body = answer;
        var result = await function(context.Request);
        await result.ExecuteAsync(context);

        return new LeadAnswer(
            context.Response.StatusCode, context.Response.ContentType, context.Response.Headers, Encoding.UTF8.GetString(answer.ToArray()));
    }

    private ServiceBusMessageBatch CreateBatch()
    {
        var messages = new List<ServiceBusMessage>();
        batches.Add(messages);
        return ServiceBusModelFactory.ServiceBusMessageBatch(0, messages, tryAddCallback: _ => messages.Count < BatchSize);
    }

    private Task SendAsync(IReadOnlyList<ServiceBusMessage> messages)
    {
        Sending?.Invoke();
        if (QueueHangs)
        {
            return new TaskCompletionSource().Task;
        }

        if (queueFailure is not null)
        {
            return Task.FromException(queueFailure);
        }

        foreach (var message in messages)
        {
            sent.Enqueue(message);
        }

        return Task.CompletedTask;
    }
}

/// <summary>What the sender reads.</summary>
internal sealed record LeadAnswer(int Status, string? ContentType, IHeaderDictionary Headers, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}

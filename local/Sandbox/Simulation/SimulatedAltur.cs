using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Sandbox.Simulation;

/// <summary>Altur's <c>POST /call</c>, as far as it is documented, on this machine: it follows the documented rules and rings nobody.
/// Altur documents no errors; their status codes and <c>{"detail": "…"}</c> are our guess.</summary>
public sealed class SimulatedAltur : IAsyncDisposable
{
    private readonly AlturRules rules;
    private readonly TimeProvider timeProvider;
    private readonly Misbehaviour misbehaviour;
    private readonly ConcurrentQueue<AlturPost> posts = new();
    private readonly InFlightCounter inFlight = new();
    private readonly Loopback server;

    private SimulatedAltur(SimulatedAlturOptions options)
    {
        rules = new AlturRules(options.ApiKey);
        timeProvider = options.TimeProvider;
        misbehaviour = new Misbehaviour(options.Faults, options.Latency, options.Seed, timeProvider);
        server = new Loopback(options.Url, HandleAsync);
    }

    /// <summary>Raised when the outcome of a POST is decided, before its client sees it.</summary>
    [SuppressMessage("Design", "CA1003", Justification = "The record says everything; a sender and an EventArgs would add nothing.")]
    public event Action<AlturPost>? Answered;

    public Uri BaseUrl => new(server.Url, AlturRules.BasePath);

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
    public IReadOnlyList<AlturPost> Posts => [.. posts];

    public int Count => posts.Count;

    /// <summary>The most POSTs in flight at once. A POST ends just before its answer is sent; if its client gave up, it ends when the
    /// simulation notices, a moment later.</summary>
    public int MostAtOnce => inFlight.Most;

    public static async Task<SimulatedAltur> StartAsync(SimulatedAlturOptions options, CancellationToken cancellationToken = default)
    {
        var altur = new SimulatedAltur(options);
        await altur.server.StartAsync(cancellationToken);
        return altur;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await rules.RefusalOf(context.Request)!.WriteAsync(context);
            return;
        }

        using var flight = inFlight.Begin();
        var at = timeProvider.GetUtcNow();
        var body = await RequestBody.ReadAsync(context);
        var request = CallRequestBody.Of(body);
        var refusal = rules.RefusalOf(context.Request) ?? request.Refusal;
        var fault = refusal is null ? misbehaviour.Pick() : null;
        var callId = Guid.NewGuid();
        var answer = refusal ?? new Answer(StatusCodes.Status201Created, "application/json", SimulatedCall.Record(callId, request, at));

        await misbehaviour.AnswerAsync(context, fault, answer, (status, outcome) =>
        {
            if (fault != Fault.Hang)
            {
                // Now, not after the answer: the client may send its next request before that line is reached.
                flight.Dispose();
            }

            var saysWhich = refusal is null && status is not null && (fault is null || fault == Fault.Half);
            var rang = refusal is null && (fault is null || fault.MayHaveRung);
            var text = Encoding.UTF8.GetString(body);
            Record(new AlturPost(at, request.PhoneNumberTo, text, saysWhich ? callId.ToString() : null, status, outcome, rang)
            {
                DisplayName = request.DisplayName,
                DecidedAt = timeProvider.GetUtcNow(),
                Record = saysWhich && fault is null ? answer.Body : default,
            });
        });
    }

    private void Record(AlturPost post)
    {
        posts.Enqueue(post);
        Answered?.Invoke(post);
    }
}

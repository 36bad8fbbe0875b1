using System.Diagnostics;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Numbers;
using AlturBridge.Operating.DoNotCall;
using AlturBridge.Receiving;
using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AlturBridge.Testing.Fuzz;

/// <summary>
/// The whole intake, with a source for each preset and an in-memory queue. Every request is received twice, previewed, received again
/// without authentication, and sent as a handshake.
/// </summary>
public sealed class FuzzedIntake : IAsyncDisposable
{
    public const string Host = "bridge.example.com";

    private const string AgentId = "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34";

    private readonly ServiceProvider services = new ServiceCollection().AddLogging().BuildServiceProvider();
    private readonly RecordingSender queue = new();
    private readonly LogKeeper<ReceiveLead> log = new();
    private readonly StoppedClock clock = new();
    private readonly SourcesOptions options = FuzzedSources.Bind();
    private readonly ReceiveLead receiveLead;
    private readonly AnswerHandshake answerHandshake;

    public FuzzedIntake()
    {
        var sources = new SourceCatalog(options, AgentId, new AllowedNumbers([], []));
        var leads = Options.Create(new LeadsOptions { Spacing = TimeSpan.Zero });
        var checks = new LeadChecks(
            new IntakeLimits(0, ChecksDoNotCall: false), new UnusedDoNotCallList(), leads, clock, NullLogger<LeadChecks>.Instance);
        receiveLead = new ReceiveLead(
            sources, new Lanes(16), new LeadSpacing(sources, leads), checks,
            new HourlyAllowance(), queue, new QueueDeadline(TimeProvider.System), leads,
            new RepeatedLeads(new NoKnownLeads(), clock), new NoEvents(), clock, log);
        answerHandshake = new AnswerHandshake(sources);
    }

    /// <exception cref="BrokenPromiseException">The request breaks a promise of the intake.</exception>
    public FuzzOutcome Run(FuzzRequest request)
    {
        var signed = RequestSigner.Sign(request, options[request.Source], clock.GetUtcNow());
        var answer = Receive(signed);
        IntakePromises.OfAnswer(answer, options[request.Source]);
        IntakePromises.OfRepetition(answer, Receive(signed));
        IntakePromises.OfPreview(
            answer,
            Answer(signed, context => receiveLead.PreviewAsync(context.Request, request.Source, CancellationToken.None)),
            request.Source);

        if (options[request.Source].Authentication != AuthenticationMethod.FunctionKey)
        {
            IntakePromises.OfForgery(Receive(request));
        }

        foreach (var changed in RequestSigner.WithOneByteChanged(signed, options[request.Source], clock.GetUtcNow()))
        {
            IntakePromises.OfForgery(Receive(changed));
        }

        foreach (var method in (string[])[HttpMethods.Get, HttpMethods.Options])
        {
            IntakePromises.OfHandshake(
                Answer(request, context => Task.FromResult(answerHandshake.Run(context.Request, request.Source)), method));
        }

        return new FuzzOutcome(answer.Status, answer.Queued.Count, answer.AllocatedBytes, answer.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        await queue.DisposeAsync();
        await services.DisposeAsync();
    }

    private FuzzAnswer Receive(FuzzRequest request) =>
        Answer(request, context => receiveLead.RunAsync(context.Request, request.Source, CancellationToken.None));

    private FuzzAnswer Answer(FuzzRequest request, Func<HttpContext, Task<IResult>> function, string method = "POST")
    {
        var context = Context(request, method);
        using var body = new MemoryStream();
        context.Response.Body = body;
        queue.Messages.Clear();
        log.Clear();

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        try
        {
            var running = function(context);
            if (!running.IsCompleted)
            {
                throw new BrokenPromiseException(
                    "The intake waits, though body and queue are in memory: what it allocates cannot be told.");
            }

            running.GetAwaiter().GetResult().ExecuteAsync(context).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not BrokenPromiseException)
        {
            throw new BrokenPromiseException("The intake threw.", exception);
        }

        var (elapsed, cost) = (Stopwatch.GetElapsedTime(started), GC.GetAllocatedBytesForCurrentThread() - allocated);
        return new FuzzAnswer(
            context.Response.StatusCode,
            context.Response.ContentType,
            context.Response.Headers,
            body.ToArray(),
            [.. queue.Messages],
            log.Everything,
            cost,
            elapsed);
    }

    private DefaultHttpContext Context(FuzzRequest request, string method)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = method;
        context.Request.Scheme = "https";
        context.Request.Host = new HostString(Host);
        context.Request.Path = request.Path;
        context.Request.QueryString = new QueryString(request.Query);
        context.Request.Body = new MemoryStream(request.Body.ToArray());
        context.Request.ContentLength = request.Body.Length;
        foreach (var (name, value) in request.Headers)
        {
            context.Request.Headers.Append(name, value);
        }

        return context;
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    }
}

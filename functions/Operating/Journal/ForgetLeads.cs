using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlturBridge.Operating.Journal;

/// <summary>Every night the journal forgets leads older than <c>Journal__Retention</c>.</summary>
public sealed partial class ForgetLeads(ILeadStore store, IOptions<JournalOptions> options, TimeProvider time, ILogger<ForgetLeads> logger)
{
    /// <summary>Less than <c>functionTimeout</c> in host.json, 30 minutes: the Functions host kills a function that takes longer.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(25);

    [Function(nameof(ForgetLeads))]
    public async Task RunAsync([TimerTrigger("0 40 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(LongestRun, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var count = await store.ForgetAsync(time.GetUtcNow() - options.Value.Retention, deadline.Token);
            Removed(count > 0 ? LogLevel.Information : LogLevel.Debug, count);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Unfinished(LongestRun.TotalMinutes);
        }
    }

    [LoggerMessage(EventId = 1, Message = "The journal removed {Count} leads older than Journal__Retention")]
    private partial void Removed(LogLevel level, int count);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "The journal has more leads older than Journal__Retention than it could remove in {Minutes} minutes; it continues tomorrow night")]
    private partial void Unfinished(double minutes);
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlturBridge.Operating.Journal;

/// <summary>Every night the journal forgets leads older than <c>Journal__Retention</c>.</summary>
public sealed partial class ForgetLeads(ILeadStore store, IOptions<JournalOptions> options, TimeProvider time, ILogger<ForgetLeads> logger)
{
    [Function(nameof(ForgetLeads))]
    public async Task RunAsync([TimerTrigger("0 40 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var count = await store.ForgetAsync(time.GetUtcNow() - options.Value.Retention, cancellationToken);
        Removed(count > 0 ? LogLevel.Information : LogLevel.Debug, count);
    }

    [LoggerMessage(EventId = 1, Message = "The journal removed {Count} leads older than Journal__Retention")]
    private partial void Removed(LogLevel level, int count);
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlturBridge.Operating.Journal;

/// <summary>Every night the journal forgets leads older than <c>Journal__Retention</c>.</summary>
public sealed partial class ForgetLeads(ILeadStore store, IOptions<JournalOptions> options, TimeProvider time, ILogger<ForgetLeads> logger)
{
    [Function(nameof(ForgetLeads))]
    public async Task RunAsync([TimerTrigger("0 40 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        Forgotten(await store.ForgetAsync(time.GetUtcNow() - options.Value.Retention, cancellationToken));

    [LoggerMessage(1, LogLevel.Information, "The journal forgot {Count} leads that are older than Journal__Retention")]
    private partial void Forgotten(int count);
}

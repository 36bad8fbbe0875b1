using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>Keeps a receive loop from spinning while the queue fails, and from ending: it retries after any failure.</summary>
internal sealed partial class FailureWait(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan wait = TimeSpan.FromMilliseconds(100);

    public void Over() => wait = TimeSpan.FromMilliseconds(100);

    public async Task WaitAsync(string queue, Exception exception, CancellationToken stoppingToken)
    {
        Failed(queue, (exception as ServiceBusException)?.Reason.ToString() ?? exception.GetType().Name, exception.Message);
        await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        wait = wait * 2 < Longest ? wait * 2 : Longest;
    }

    [LoggerMessage(1, LogLevel.Warning, "Receiving from {Queue} failed ({Reason}): {Problem}")]
    private partial void Failed(string queue, string reason, string problem);
}

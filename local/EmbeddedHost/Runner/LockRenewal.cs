using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>Renews a lock until it is disposed, when the function has ended, and at most up to the host's limit.</summary>
internal sealed class LockRenewal : IAsyncDisposable
{
    private readonly CancellationTokenSource ended;
    private readonly Task loop;

    public LockRenewal(Func<Task> renew, TimeSpan lockDuration, TimeSpan limit, TimeProvider time)
    {
        ended = new CancellationTokenSource(limit, time);
        loop = RunAsync(renew, lockDuration / 2, time, ended.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await loop;
        ended.Dispose();
    }

    private static async Task RunAsync(Func<Task> renew, TimeSpan interval, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(interval, time, cancellationToken);
                await TryAsync(renew).WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The function has ended, or the limit is reached.
        }
        catch (ServiceBusException)
        {
            // The lock is lost or the message settled: the next settlement reports it.
        }
    }

    private static async Task TryAsync(Func<Task> renew)
    {
        try
        {
            await renew();
        }
        catch (ServiceBusException exception) when (exception.IsTransient)
        {
            // The next renewal may still be in time.
        }
    }
}

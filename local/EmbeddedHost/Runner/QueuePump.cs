using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>Runs a function for the messages of a queue without sessions, several concurrently.</summary>
public sealed class QueuePump(
    QueueFunction function, QueueDefinition queue, ServiceBusClient client, HostSettings settings, TimeProvider time,
    MessageInvoker invoker, ILogger<QueuePump> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            Enumerable.Range(0, settings.MaxConcurrentCalls).Select(_ => Task.Run(() => RunAsync(stoppingToken), CancellationToken.None)));

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        await using var receiver = client.CreateReceiver(queue.Name);
        var failures = new FailureWait(time, logger);

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await receiver.ReceiveMessageAsync(null, stoppingToken) is { } message)
                {
                    await using var renewal = new LockRenewal(
                        () => receiver.RenewMessageLockAsync(message, CancellationToken.None),
                        queue.LockDuration,
                        settings.MaxAutoLockRenewal,
                        time);
                    await invoker.InvokeAsync(function, message, receiver, session: null, stoppingToken);
                }

                failures.Over();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                await failures.WaitAsync(queue.Name, exception, stoppingToken);
            }
        }
    }
}

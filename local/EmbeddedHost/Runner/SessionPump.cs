using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>Runs a function for a session queue's messages: several sessions concurrently, one message per session at a time.</summary>
public sealed class SessionPump(
    QueueFunction function, QueueDefinition queue, ServiceBusClient client, HostSettings settings, TimeProvider time,
    SessionActionsCache cache, MessageInvoker invoker, ILogger<SessionPump> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, settings.MaxConcurrentSessions).Select(
            _ => Task.Run(() => RunAsync(stoppingToken), CancellationToken.None)));

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        var failures = new FailureWait(time, logger);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var receiver = await client.AcceptNextSessionAsync(queue.Name, null, stoppingToken);
                await HoldAsync(receiver, stoppingToken);
                failures.Over();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (ServiceBusException exception)
                when (exception.Reason is ServiceBusFailureReason.ServiceTimeout or ServiceBusFailureReason.SessionLockLost)
            {
                // No session had messages, or the lock expired; try again.
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                await failures.WaitAsync(queue.Name, exception, stoppingToken);
            }
        }
    }

    private async Task HoldAsync(ServiceBusSessionReceiver receiver, CancellationToken stoppingToken)
    {
        // As in the Functions host, the limit counts from here, not from each message: a lane busy for longer loses its lock.
        await using var renewal = new LockRenewal(
            () => receiver.RenewSessionLockAsync(CancellationToken.None), queue.LockDuration, settings.MaxAutoLockRenewal, time);
        var session = new EmbeddedSessionMessageActions(receiver);
        while (!session.IsReleased && await receiver.ReceiveMessageAsync(settings.SessionIdleTimeout, stoppingToken) is { } message)
        {
            await cache.WithAsync(
                receiver.SessionId, session, actions => invoker.InvokeAsync(function, message, receiver, actions, stoppingToken));
        }
    }
}

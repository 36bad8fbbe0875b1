using AlturBridge.Operating.DeadLetters;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Operating.Status;

/// <summary>Counts by peeking at messages, which any receiver may do; only up to a limit, because each peek costs a request.</summary>
public sealed class PeekingQueueCounter(ServiceBusClient client) : IQueueCounter
{
    private const int MostCounted = 1_000;
    private const int PeekedAtOnce = 250;

    public string Method => "peeking";

    public async Task<QueueCount> CountAsync(string queue, CancellationToken cancellationToken)
    {
        await using var receiver = client.CreateReceiver(queue);
        await using var deadLetters = DeadLetterBrowser.Receiver(client, queue);
        var (waiting, scheduled, oldest, areMore) = await CountAsync(receiver, cancellationToken);
        var (dead, _, _, areMoreDead) = await CountAsync(deadLetters, cancellationToken);

        return new QueueCount(queue, waiting, scheduled, dead, oldest, areMore || areMoreDead);
    }

    private static async Task<(int Active, int Scheduled, DateTimeOffset? Oldest, bool AreMore)> CountAsync(
        ServiceBusReceiver receiver, CancellationToken cancellationToken)
    {
        var (active, scheduled, from) = (0, 0, 1L);
        DateTimeOffset? oldest = null;

        while (active + scheduled < MostCounted
            && await receiver.PeekMessagesAsync(PeekedAtOnce, from, cancellationToken) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                if (message.State == ServiceBusMessageState.Scheduled)
                {
                    scheduled++;
                }
                else
                {
                    active++;
                    oldest = oldest < message.EnqueuedTime ? oldest : message.EnqueuedTime;
                }
            }

            from = messages[^1].SequenceNumber + 1;
        }

        return (active, scheduled, oldest, active + scheduled >= MostCounted);
    }
}

using Azure.Messaging.ServiceBus;

namespace AlturBridge.Messages;

public static class MessageBatches
{
    /// <summary>
    /// Returns once the queue has them all. Each batch holds as many messages as the namespace allows; if sending fails between two
    /// batches, the first is queued, and duplicate detection drops it when everything is sent again.
    /// </summary>
    /// <exception cref="ServiceBusException">The queue did not accept them.</exception>
    public static async Task SendAsync(
        ServiceBusSender sender, IReadOnlyList<ServiceBusMessage> messages, CancellationToken cancellationToken)
    {
        if (messages.Count == 1)
        {
            await sender.SendMessageAsync(messages[0], cancellationToken);
            return;
        }

        var waiting = new Queue<ServiceBusMessage>(messages);
        while (waiting.Count > 0)
        {
            using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
            while (waiting.TryPeek(out var message) && batch.TryAddMessage(message))
            {
                waiting.Dequeue();
            }

            if (batch.Count == 0)
            {
                throw new ServiceBusException("A message is larger than the queue accepts.", ServiceBusFailureReason.MessageSizeExceeded);
            }

            await sender.SendMessagesAsync(batch, cancellationToken);
        }
    }
}

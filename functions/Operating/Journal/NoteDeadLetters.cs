using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Operating.Journal;

/// <summary>
/// Tells the journal about messages that the broker itself dead-lettered, because they expired or were delivered too often: no function
/// saw their end.
/// </summary>
public sealed class NoteDeadLetters(ServiceBusClient client, ILeadStore store, ILeadEvents events)
{
    /// <summary>The broker's own reasons.</summary>
    private static readonly string[] OfBroker = [DeadLetterReason.Expired, "MaxDeliveryCountExceeded"];

    private const int PeekedAtOnce = 250;

    /// <summary>The limit per queue and run; the rest follow once the first are replayed or discarded.</summary>
    private const int MostPeeked = 5_000;

    private readonly HashSet<(string Queue, long Number)> noted = [];

    [Function(nameof(NoteDeadLetters))]
    public async Task RunAsync([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var queue in (string[])(store is NoLeadStore ? [] : [Queues.Calls, Queues.CallRecords]))
        {
            await NoteAsync(queue, cancellationToken);
        }
    }

    private async Task NoteAsync(string queue, CancellationToken cancellationToken)
    {
        await using var receiver = client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var (peeked, from) = (0, 1L);
        while (peeked < MostPeeked && await receiver.PeekMessagesAsync(PeekedAtOnce, from, cancellationToken) is { Count: > 0 } letters)
        {
            foreach (var letter in letters.Where(letter => OfBroker.Contains(letter.DeadLetterReason)))
            {
                await NoteAsync(queue, letter, cancellationToken);
            }

            (peeked, from) = (peeked + letters.Count, letters[^1].SequenceNumber + 1);
        }
    }

    private async Task NoteAsync(string queue, ServiceBusReceivedMessage letter, CancellationToken cancellationToken)
    {
        if (noted.Contains((queue, letter.SequenceNumber)))
        {
            return;
        }

        var story = await store.ReadAsync(CallMessage.LeadIdOf(letter), cancellationToken);
        if (!story.Any(entry =>
            entry.Kind == LeadEventKind.DeadLettered && (entry.Queue, entry.SequenceNumber) == (queue, letter.SequenceNumber)))
        {
            events.Add(LeadEvent.DeadLettered(letter, queue, letter.DeadLetterReason));
        }

        noted.Add((queue, letter.SequenceNumber));
    }
}

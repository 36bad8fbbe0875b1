using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Operating.Journal;

/// <summary>
/// Tells the journal about messages that the broker itself dead-lettered, because they expired or were delivered too often: no function
/// saw their end.
/// </summary>
public sealed class NoteDeadLetters(DeadLetterBrowser browser, ILeadStore store, ILeadEvents events, NotedDeadLetters noted)
{
    /// <summary>The broker's own reasons.</summary>
    private static readonly string[] OfBroker = [DeadLetterReason.Expired, "MaxDeliveryCountExceeded"];

    /// <summary>The limit per queue and run; the rest follow once the first are replayed or discarded.</summary>
    private const int MostPeeked = 5_000;

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
        var (known, present, peeked) = (noted.In(queue), new HashSet<long>(), 0);
        await foreach (var letter in browser.PeekAsync(queue, from: 1, cancellationToken))
        {
            if (++peeked > MostPeeked)
            {
                break;
            }

            if (OfBroker.Contains(letter.DeadLetterReason))
            {
                if (!known.Contains(letter.SequenceNumber))
                {
                    await NoteAsync(queue, letter, cancellationToken);
                }

                present.Add(letter.SequenceNumber);
            }
        }

        noted.Set(queue, present);
    }

    private async Task NoteAsync(string queue, ServiceBusReceivedMessage letter, CancellationToken cancellationToken)
    {
        var story = await store.ReadAsync(CallMessage.LeadIdOf(letter), cancellationToken);
        if (!story.Any(entry =>
            entry.Kind == LeadEventKind.DeadLettered && (entry.Queue, entry.SequenceNumber) == (queue, letter.SequenceNumber)))
        {
            events.Add(LeadEvent.DeadLettered(letter, queue, letter.DeadLetterReason));
        }
    }
}

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
    private static readonly string[] OfBroker = [DeadLetterReason.Expired, DeadLetterReason.TooManyDeliveries];

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
        var (known, told, peeked) = (noted.In(queue), new HashSet<long>(), 0);
        await foreach (var letter in browser.PeekAsync(queue, from: 1, cancellationToken))
        {
            if (++peeked > MostPeeked)
            {
                break;
            }

            if (!OfBroker.Contains(letter.DeadLetterReason))
            {
                continue;
            }

            if (known.Contains(letter.SequenceNumber) || await IsToldAsync(queue, letter, cancellationToken))
            {
                told.Add(letter.SequenceNumber);
            }
            else if (await browser.FindAsync(queue, letter.SequenceNumber, cancellationToken) is not null)
            {
                // Not remembered: the journal may lose it. The next run looks whether it was written.
                events.Add(LeadEvent.DeadLettered(letter, queue, letter.DeadLetterReason));
            }
        }

        noted.Set(queue, told);
    }

    private async Task<bool> IsToldAsync(string queue, ServiceBusReceivedMessage letter, CancellationToken cancellationToken) =>
        (await store.ReadAsync(CallMessage.LeadIdOf(letter), cancellationToken)).Any(entry =>
            entry.Kind == LeadEventKind.DeadLettered && (entry.Queue, entry.SequenceNumber) == (queue, letter.SequenceNumber));
}

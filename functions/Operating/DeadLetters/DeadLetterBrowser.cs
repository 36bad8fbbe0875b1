using System.Runtime.CompilerServices;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Operating.DeadLetters;

/// <summary>Reads dead letters without touching them.</summary>
public sealed class DeadLetterBrowser(ServiceBusClient client, TimeProvider time)
{
    public const int PageSize = 50;

    /// <summary>How many are peeked at for one page or count: in Azure each request for some hundred takes a while.</summary>
    private const int MostSearched = 10_000;

    private const int PeekedAtOnce = 250;

    private static readonly string[] Both = [Queues.Calls, Queues.CallRecords];

    /// <param name="filter">Which.</param>
    /// <param name="after">The id of the last one on the previous page; null for the first page.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<DeadLetterList> ListAsync(DeadLetterSelection filter, string? after, CancellationToken cancellationToken)
    {
        var begin = time.GetUtcNow();
        var found = new List<DeadLetter>();
        var searched = 0;
        string? last = null;

        await foreach (var letter in ReadAsync(filter.Queue, after, cancellationToken))
        {
            if (found.Count == PageSize || ++searched > MostSearched)
            {
                return new DeadLetterList(found, last, begin);
            }

            last = letter.Id;
            if (filter.Takes(letter))
            {
                found.Add(letter);
            }
        }

        return new DeadLetterList(found, null, begin);
    }

    public async Task<DeadLetterGroups> GroupAsync(CancellationToken cancellationToken)
    {
        var begin = time.GetUtcNow();
        var letters = new List<DeadLetter>();
        var more = false;
        await foreach (var letter in ReadAsync(queue: null, after: null, cancellationToken))
        {
            if (letters.Count == MostSearched)
            {
                more = true;
                break;
            }

            letters.Add(letter);
        }

        var groups = letters.GroupBy(letter => (letter.Queue, letter.Reason)).Select(group => new DeadLetterGroup(
            group.Key.Queue, group.Key.Reason, group.Max(letter => letter.Called), group.Count(), group.Min(letter => letter.At),
            group.Last().Description));
        return new DeadLetterGroups([.. groups.OrderByDescending(group => group.Count)], letters.Count, more, begin);
    }

    /// <returns>Null if it is gone.</returns>
    public async Task<DeadLetter?> FindAsync(string queue, long sequenceNumber, CancellationToken cancellationToken)
    {
        await using var receiver = Receiver(client, queue);
        return await receiver.PeekMessagesAsync(1, sequenceNumber, cancellationToken) is [var message]
            && message.SequenceNumber == sequenceNumber
            ? DeadLetter.Of(message, queue)
            : null;
    }

    internal static ServiceBusReceiver Receiver(ServiceBusClient client, string queue) =>
        client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    /// <summary>All dead letters of a queue as they are, the oldest first.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="from">The first sequence number.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    internal async IAsyncEnumerable<ServiceBusReceivedMessage> PeekAsync(
        string queue, long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var receiver = Receiver(client, queue);
        while (await receiver.PeekMessagesAsync(PeekedAtOnce, from, cancellationToken) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                yield return message;
            }

            from = messages[^1].SequenceNumber + 1;
        }
    }

    private async IAsyncEnumerable<DeadLetter> ReadAsync(
        string? queue, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = 1L;
        var queues = queue is null ? Both : [queue];
        if (after is not null && DeadLetter.TryParseId(after, out var lastQueue, out var last))
        {
            from = last + 1;
            queues = [.. queues.SkipWhile(name => name != lastQueue)];
        }

        foreach (var name in queues)
        {
            await foreach (var message in PeekAsync(name, from, cancellationToken))
            {
                yield return DeadLetter.Of(message, name);
            }

            from = 1;
        }
    }
}

using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Operating.DeadLetters;

/// <summary>
/// Replays and discards dead letters. A fresh copy is queued before the dead letter is removed, and its MessageId depends only on the dead
/// letter: if we are killed in between and repeat, duplicate detection drops the second copy.
/// </summary>
public sealed partial class DeadLetterDesk(
    ServiceBusClient client,
    [FromKeyedServices(Queues.Calls)] ServiceBusSender calls,
    [FromKeyedServices(Queues.CallRecords)] ServiceBusSender records,
    ILeadEvents events,
    TimeProvider time,
    ILogger<DeadLetterDesk> logger)
{
    private const int ReceivedAtOnce = 250;

    /// <summary>A front end gives up on a request after minutes: the next request does the rest.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(20);

    /// <summary>The sender of a lead is waiting for the answer.</summary>
    private static readonly TimeSpan LongestRevival = TimeSpan.FromSeconds(5);

    /// <summary>A dead-letter queue that returns nothing for this long is empty.</summary>
    private static readonly TimeSpan LongestEmpty = TimeSpan.FromSeconds(1);

    public Task<DeadLetterOutcome> ReplayAsync(DeadLetterSelection selection, CancellationToken cancellationToken) =>
        RunAsync(selection, ReplayCopy.Of, LongestRequest, cancellationToken);

    public Task<DeadLetterOutcome> DiscardAsync(DeadLetterSelection selection, CancellationToken cancellationToken) =>
        RunAsync(selection, copy: null, LongestRequest, cancellationToken);

    /// <summary>Replays a dead lead with the content that its sender has just sent.</summary>
    /// <returns>False if its dead letter was not found quickly, or may have been called.</returns>
    public async Task<bool> ReviveAsync(ServiceBusMessage lead, string queue, long sequenceNumber, CancellationToken cancellationToken)
    {
        // The journal outlives a queue that was created anew, whose numbers begin again.
        var selection = new DeadLetterSelection { Ids = [DeadLetter.IdOf(queue, sequenceNumber)], Lead = lead.CorrelationId };
        return (
            await RunAsync(selection, (letter, _) => ReplayCopy.OfRevived(letter, lead), LongestRevival, cancellationToken)).Replayed == 1;
    }

    private async Task<DeadLetterOutcome> RunAsync(
        DeadLetterSelection selection, Func<ServiceBusReceivedMessage, string, ReplayCopy>? copy, TimeSpan longest,
        CancellationToken cancellationToken)
    {
        var begin = time.GetUtcNow();
        var work = new DeadLetterWork(selection.BegunAt(begin), begin + longest);
        foreach (var queue in work.Queues)
        {
            await RunAsync(queue, work, copy, cancellationToken);
        }

        if (work.Done > 0)
        {
            Finished(copy is null ? "discarded" : "replayed", work.Done);
        }

        return work.Outcome(isReplay: copy is not null);
    }

    private async Task RunAsync(
        string queue, DeadLetterWork work, Func<ServiceBusReceivedMessage, string, ReplayCopy>? copy, CancellationToken cancellationToken)
    {
        await using var receiver = DeadLetterBrowser.Receiver(client, queue);
        var held = new List<ServiceBusReceivedMessage>();

        try
        {
            while (work.IsOpen(queue, time.GetUtcNow())
                && await receiver.ReceiveMessagesAsync(ReceivedAtOnce, LongestEmpty, cancellationToken) is { Count: > 0 } messages)
            {
                // Held until the end, so that the queue hands out the next ones.
                held.AddRange(messages);
                var chosen = messages.Where(message => work.Takes(DeadLetter.Of(message, queue), isReplay: copy is not null)).ToList();
                var copies = copy is null ? [] : chosen.ConvertAll(letter => copy(letter, queue));
                await SendAsync(copies);
                await Task.WhenAll(chosen.Select(letter => RemoveAsync(receiver, letter, queue, work, isReplay: copy is not null)));
                held.RemoveAll(chosen.Contains);
            }
        }
        finally
        {
            await Task.WhenAll(held.Select(message => GiveBackAsync(receiver, message)));
        }
    }

    /// <summary>The journal is told first: a copy may die again before its dead letter is removed.</summary>
    private async Task SendAsync(List<ReplayCopy> copies)
    {
        copies.ForEach(copy => events.Add(copy.Replayed));
        try
        {
            foreach (var target in copies.GroupBy(copy => copy.Queue, StringComparer.Ordinal))
            {
                var sender = target.Key == Queues.Calls ? calls : records;
                await MessageBatches.SendAsync(sender, [.. target.Select(copy => copy.Message)], CancellationToken.None);
            }
        }
        catch
        {
            copies.ForEach(copy => events.Add(copy.StillDead));
            throw;
        }
    }

    /// <summary>
    /// If the lock was lost meanwhile, the dead letter stays; its copy was sent, and the next replay's copy is dropped as a duplicate.
    /// </summary>
    private async Task RemoveAsync(
        ServiceBusReceiver receiver, ServiceBusReceivedMessage letter, string queue, DeadLetterWork work, bool isReplay)
    {
        try
        {
            await receiver.CompleteMessageAsync(letter, CancellationToken.None);
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            NotRemoved(DeadLetter.IdOf(queue, letter.SequenceNumber), exception);
            work.Again();
            return;
        }

        work.Did();
        if (!isReplay)
        {
            events.Add(LeadEvent.Discarded(letter, queue, letter.DeadLetterReason ?? string.Empty));
        }
    }

    private async Task GiveBackAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage letter)
    {
        try
        {
            await receiver.AbandonMessageAsync(letter, cancellationToken: CancellationToken.None);
        }
        catch (ServiceBusException exception)
        {
            // Its lock expires on its own.
            NotGivenBack(letter.SequenceNumber, exception);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} dead letters were {Did}")]
    private partial void Finished(string did, int count);

    [LoggerMessage(2, LogLevel.Warning, "The dead letter {Id} was handled, but could not be removed yet; repeat the request")]
    private partial void NotRemoved(string id, Exception exception);

    [LoggerMessage(3, LogLevel.Debug, "The dead letter {SequenceNumber} was not given back; its lock expires on its own")]
    private partial void NotGivenBack(long sequenceNumber, Exception exception);
}

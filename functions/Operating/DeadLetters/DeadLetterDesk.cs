using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Operating.DeadLetters;

/// <summary>
/// Replays and discards dead letters. A fresh copy is on its queue before the dead letter is removed, and its MessageId depends on the dead letter
/// alone: killed in between and repeated, duplicate detection drops the second copy.
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

    /// <summary>A front end gives up on a request after minutes: what is left is done by the next one.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(20);

    /// <summary>A dead-letter queue that gives nothing for so long holds nothing more.</summary>
    private static readonly TimeSpan LongestEmpty = TimeSpan.FromSeconds(1);

    public Task<DeadLetterOutcome> ReplayAsync(DeadLetterSelection selection, CancellationToken cancellationToken) => RunAsync(selection, isReplay: true, cancellationToken);

    public Task<DeadLetterOutcome> DiscardAsync(DeadLetterSelection selection, CancellationToken cancellationToken) => RunAsync(selection, isReplay: false, cancellationToken);

    private async Task<DeadLetterOutcome> RunAsync(DeadLetterSelection selection, bool isReplay, CancellationToken cancellationToken)
    {
        var work = new DeadLetterWork(selection, time.GetUtcNow() + LongestRequest);
        foreach (var queue in work.Queues)
        {
            await RunAsync(queue, work, isReplay, cancellationToken);
        }

        if (work.Done > 0)
        {
            Finished(isReplay ? "replayed" : "discarded", work.Done);
        }

        return work.Outcome(isReplay);
    }

    private async Task RunAsync(string queue, DeadLetterWork work, bool isReplay, CancellationToken cancellationToken)
    {
        await using var receiver = DeadLetterBrowser.Receiver(client, queue);
        var held = new List<ServiceBusReceivedMessage>();

        try
        {
            while (work.IsOpen(queue, time.GetUtcNow()) && await ReceiveAsync(receiver, cancellationToken) is { Count: > 0 } messages)
            {
                // Held until the end, so that the queue gives the next ones.
                held.AddRange(messages);
                var chosen = messages.Where(message => work.Takes(DeadLetter.Of(message, queue), isReplay)).ToList();
                if (isReplay)
                {
                    await SendAsync(chosen, queue);
                }

                await Task.WhenAll(chosen.Select(message => RemoveAsync(receiver, message, queue, work, isReplay)));
                held.RemoveAll(chosen.Contains);
            }
        }
        finally
        {
            await Task.WhenAll(held.Select(message => GiveBackAsync(receiver, message)));
        }
    }

    private static Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(ServiceBusReceiver receiver, CancellationToken cancellationToken) =>
        receiver.ReceiveMessagesAsync(ReceivedAtOnce, LongestEmpty, cancellationToken);

    private async Task SendAsync(IReadOnlyList<ServiceBusReceivedMessage> letters, string queue)
    {
        foreach (var target in letters.Select(letter => ReplayCopy.Of(letter, queue)).GroupBy(copy => copy.Queue, StringComparer.Ordinal))
        {
            var sender = target.Key == Queues.Calls ? calls : records;
            await MessageBatches.SendAsync(sender, [.. target.Select(copy => copy.Message)], CancellationToken.None);
        }
    }

    /// <summary>A lock that was lost meanwhile leaves the dead letter where it is; its copy is sent, and the next replay's is dropped as a duplicate.</summary>
    private async Task RemoveAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage letter, string queue, DeadLetterWork work, bool isReplay)
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

        var reason = letter.DeadLetterReason ?? string.Empty;
        work.Did();
        events.Add(isReplay ? LeadEvent.Replayed(letter, ReplayCopy.TargetOf(letter, queue), reason) : LeadEvent.Discarded(letter, queue, reason));
    }

    private async Task GiveBackAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage letter)
    {
        try
        {
            await receiver.AbandonMessageAsync(letter, cancellationToken: CancellationToken.None);
        }
        catch (ServiceBusException exception)
        {
            // Its lock ends by itself.
            NotGivenBack(letter.SequenceNumber, exception);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "An operator {Did} {Count} dead letters")]
    private partial void Finished(string did, int count);

    [LoggerMessage(2, LogLevel.Warning, "The dead letter {Id} is done, but could not be removed yet; repeat the request")]
    private partial void NotRemoved(string id, Exception exception);

    [LoggerMessage(3, LogLevel.Debug, "The dead letter {SequenceNumber} was not given back; its lock ends by itself")]
    private partial void NotGivenBack(long sequenceNumber, Exception exception);
}

using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlturBridge.Operating.Journal;

/// <summary>
/// Asks the journal about posted leads. A journal that does not answer is left alone for a while: nobody waits for it twice.
/// </summary>
public sealed partial class KnownLeads(
    ILeadStore store, ContentDigest digest, DeadLetterDesk desk, IOptions<LeadsOptions> leads, TimeProvider time,
    ILogger<KnownLeads> logger)
    : IKnownLeads
{
    private const int AskedAtOnce = 16;

    /// <summary>How much later than the queue the journal may believe a lead was queued.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    private readonly BriefQuestion question = new(time);

    public async Task<IReadOnlyDictionary<string, KnownLead>> FindAsync(
        IReadOnlyCollection<ServiceBusMessage> calls, CancellationToken cancellationToken)
    {
        // Almost always no lead is known.
        ConcurrentDictionary<string, KnownLead>? known = null;
        await question.AskAsync(AskAllAsync, Unknown, cancellationToken);
        return known ?? (IReadOnlyDictionary<string, KnownLead>)ReadOnlyDictionary<string, KnownLead>.Empty;

        Task AskAllAsync(CancellationToken token)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = token };
            var asking = calls.Count == 1 ? AskAsync(calls.First(), token).AsTask() : Parallel.ForEachAsync(calls, options, AskAsync);
            return asking.WaitAsync(token);
        }

        async ValueTask AskAsync(ServiceBusMessage call, CancellationToken token)
        {
            if (Known(call, await store.ReadAsync(call.CorrelationId, token)) is { } lead)
            {
                LazyInitializer.EnsureInitialized(ref known, static () => new(StringComparer.Ordinal))[call.CorrelationId] = lead;
            }
        }
    }

    public async Task<bool?> TryReviveAsync(ServiceBusMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await ReviveAsync(message, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            NotRevived(message.CorrelationId, exception);
            return null;
        }
    }

    private async Task<bool> ReviveAsync(ServiceBusMessage message, CancellationToken cancellationToken) =>
        LastDeath(await store.ReadAsync(message.CorrelationId, cancellationToken)) is { Queue: { } queue, SequenceNumber: { } number }
            && await desk.ReviveAsync(message, queue, number, cancellationToken);

    private KnownLead? Known(ServiceBusMessage message, IReadOnlyList<JournalEntry> all)
    {
        var entries = WithoutDropped(all);
        if (LeadReport.Of(entries) is not { } report || entries.LastOrDefault(IsArrival) is not { } arrival)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var dayAgo = now - Queues.DuplicateWindow;

        // The queue has forgotten its id, but holds it until it is too old, and then until PlaceCall ends it.
        var isQueued = report.State is LeadState.Waiting or LeadState.PutOff
            && all.Max(entry => entry.Until ?? arrival.At) > now - leads.Value.MaxAge - CallMessage.ExpiryMargin;
        var isRevivable = report.State == LeadState.Dead
            && LastDeath(entries) is { Queue: { } queue, Reason: { } reason } && WasCalledReasons.Of(queue, reason) == WasCalled.No;
        return isRevivable || isQueued || arrival.At > dayAgo
            ? new KnownLead(
                report.State,
                !isRevivable && ContentDigest.Differ(
                    entries.LastOrDefault(entry => entry.Digest is not null)?.Digest, digest.Of(message.Body)),
                isRevivable,
                IsRecent: entries.Any(entry => entry.Kind == LeadEventKind.Accepted && entry.At > dayAgo + ClockDifference))
            : null;
    }

    /// <summary>
    /// A journal that did not answer cannot have told that the lead was known: it was accepted again, and the queue dropped it.
    /// </summary>
    private static List<JournalEntry> WithoutDropped(IReadOnlyList<JournalEntry> entries)
    {
        var (kept, queuedAt) = (new List<JournalEntry>(), DateTimeOffset.MinValue);
        foreach (var entry in entries)
        {
            var isArrival = entry.Kind == LeadEventKind.Accepted;
            if (isArrival && entry.At - queuedAt < Queues.DuplicateWindow + ClockDifference)
            {
                continue;
            }

            queuedAt = isArrival ? entry.At : queuedAt;
            kept.Add(entry);
        }

        return kept;
    }

    /// <summary>The queue knows the copy that a replay sent under another id.</summary>
    private static bool IsArrival(JournalEntry entry) =>
        entry.Kind == LeadEventKind.Accepted || entry is { Kind: LeadEventKind.Replayed, Queue: Queues.Calls };

    private static JournalEntry? LastDeath(IReadOnlyList<JournalEntry> entries) =>
        entries.LastOrDefault(entry => entry.Kind == LeadEventKind.DeadLettered);

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "The journal does not answer ({Problem}): for 30 s leads are accepted without being told whether they are known")]
    private partial void Unknown(string problem);

    [LoggerMessage(2, LogLevel.Warning, "Lead {LeadId}: sent again after it died, and not revived; its dead letter stays where it is")]
    private partial void NotRevived(string leadId, Exception exception);
}

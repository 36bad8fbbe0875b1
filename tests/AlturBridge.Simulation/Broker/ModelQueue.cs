using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Simulation.Broker;

/// <summary>
/// A queue with the guarantees of Azure Service Bus, in the simplest possible form: no threads, no files, every call decided at once. The
/// embedded broker is compared against it.
/// </summary>
public sealed partial class ModelQueue(QueueDefinition definition, Func<long> now, Action<long> wakeAt)
{
    private readonly List<QueuedMessage> messages = [];
    private readonly Dictionary<string, long> seen = new(StringComparer.Ordinal);
    private long lastSequenceNumber;
    private long lastToken;

    /// <summary>Nothing is due before this; only an optimization.</summary>
    private long nextDue = long.MaxValue;

    public QueueDefinition Definition { get; } = definition;

    /// <summary>In order, including locked and scheduled ones.</summary>
    public IReadOnlyList<QueuedMessage> Messages => messages;

    /// <summary>Something became available to receive.</summary>
    public event Action? Available;

    /// <summary>A message was dead-lettered.</summary>
    public event Action<QueuedMessage>? DeadLettered;

    /// <summary>A message was completed and has left the queue for good.</summary>
    public event Action<QueuedMessage>? Completed;

    /// <returns>False for a MessageId seen within the window: the message is accepted and dropped.</returns>
    public bool Send(ServiceBusMessage sent)
    {
        if (Definition.RequiresSession && string.IsNullOrEmpty(sent.SessionId))
        {
            throw new InvalidOperationException($"The queue {Definition.Name} requires sessions: set SessionId on the message.");
        }

        RunDue();
        if (Definition.RequiresDuplicateDetection && sent.MessageId is { Length: > 0 } id)
        {
            if (seen.TryGetValue(id, out var at) && at > now() - Definition.DuplicateDetectionHistoryTimeWindow.Ticks)
            {
                return false;
            }

            seen[id] = now();
        }

        var visibleAt = Math.Max(now(), sent.ScheduledEnqueueTime.UtcTicks);
        var life = Math.Min(sent.TimeToLive.Ticks, Definition.DefaultMessageTimeToLive.Ticks);
        var message = new QueuedMessage(sent)
        {
            SequenceNumber = ++lastSequenceNumber,
            EnqueuedAt = now(),
            ExpiresAt = life >= DateTime.MaxValue.Ticks - visibleAt ? long.MaxValue : visibleAt + life,
            IsScheduled = visibleAt > now(),
        };

        messages.Add(message);
        Wake(message.IsScheduled ? visibleAt : message.ExpiresAt);
        Announce(message);
        return true;
    }

    public void Complete(long lockToken)
    {
        var message = Locked(lockToken);
        messages.Remove(message);
        message.LockToken = 0;
        Completed?.Invoke(message);
        AnnounceSession(message);
    }

    public void Abandon(long lockToken, IDictionary<string, object>? changes)
    {
        var message = Locked(lockToken);
        Change(message, changes);
        GiveBack(message, countsDelivery: Definition.RequiresSession);
    }

    public void DeadLetter(long lockToken, string? reason, string? description, IDictionary<string, object>? changes)
    {
        var message = Locked(lockToken);
        Change(message, changes);
        Bury(message, reason, description);
        AnnounceSession(message);
    }

    /// <summary>Processes whatever is due: ends locks, activates and expires messages.</summary>
    public void RunDue()
    {
        if (now() < nextDue)
        {
            return;
        }

        nextDue = long.MaxValue;
        foreach (var session in sessions.Values.Where(
            session => session.Hold?.LockedUntil <= now()).OrderBy(session => session.Hold!.LockedUntil).ToArray())
        {
            Lose(session, countsDelivery: true);
        }

        foreach (var message in messages.OrderBy(message => message.IsScheduled ? message.Sent.ScheduledEnqueueTime.UtcTicks : 0).ToArray())
        {
            if (message.IsScheduled && message.Sent.ScheduledEnqueueTime.UtcTicks <= now())
            {
                Activate(message);
            }
            else if (message.IsLocked && !Definition.RequiresSession && message.LockedUntil <= now())
            {
                GiveBack(message, countsDelivery: false);
            }
        }

        foreach (var message in messages.Where(message => !message.IsLocked && !message.IsScheduled
            && message.ExpiresAt <= now()).ToArray())
        {
            Bury(message, "TTLExpiredException", "The message expired and was dead lettered.");
        }

        nextDue = Math.Min(
            messages.Select(message => message.NextChange).Append(nextDue).Min(),
            sessions.Values.Select(session => session.Hold?.LockedUntil ?? long.MaxValue).Append(long.MaxValue).Min());
    }

    /// <summary>A message that becomes visible goes behind earlier arrivals, with a new sequence number.</summary>
    private void Activate(QueuedMessage message)
    {
        messages.Remove(message);
        messages.Add(message);
        message.SequenceNumber = ++lastSequenceNumber;
        message.EnqueuedAt = now();
        message.IsScheduled = false;
        Wake(message.ExpiresAt);
        Announce(message);
    }

    private void GiveBack(QueuedMessage message, bool countsDelivery)
    {
        message.LockToken = 0;
        message.Deliveries += countsDelivery ? 1 : 0;
        if (message.Deliveries >= Definition.MaxDeliveryCount)
        {
            Bury(
                message,
                "MaxDeliveryCountExceeded",
                $"Message could not be consumed after {Definition.MaxDeliveryCount} delivery attempts.");
        }
        else if (message.ExpiresAt <= now())
        {
            Bury(message, "TTLExpiredException", "The message expired and was dead lettered.");
        }

        Announce(message);
    }

    private void Bury(QueuedMessage message, string? reason, string? description)
    {
        messages.Remove(message);
        message.LockToken = 0;
        message.DeadLetterReason = reason;
        message.DeadLetterDescription = description;
        deadLetters.Add(message);
        DeadLettered?.Invoke(message);
    }

    private void Lock(QueuedMessage message, long until)
    {
        message.LockToken = ++lastToken;
        message.LockedUntil = until;
        nextDue = Math.Min(nextDue, until);
    }

    private QueuedMessage Locked(long lockToken)
    {
        RunDue();
        return messages.FirstOrDefault(message => message.LockToken == lockToken && lockToken != 0)
            ?? throw (Definition.RequiresSession ? SessionLockLost() : new ServiceBusException(
                "The lock of this message has expired.", ServiceBusFailureReason.MessageLockLost));
    }

    private static ServiceBusException SessionLockLost() =>
        new("The lock of this session has expired, or it was released.", ServiceBusFailureReason.SessionLockLost);

    private static void Change(QueuedMessage message, IDictionary<string, object>? changes)
    {
        foreach (var (name, value) in changes ?? new Dictionary<string, object>())
        {
            message.Properties[name] = value;
        }
    }

    private void Wake(long at)
    {
        if (at < long.MaxValue)
        {
            nextDue = Math.Min(nextDue, at);
            wakeAt(at);
        }
    }

    private void AnnounceSession(QueuedMessage message)
    {
        if (Definition.RequiresSession)
        {
            Announce(message);
        }
    }

    private void Announce(QueuedMessage message)
    {
        if (Definition.RequiresSession && SessionOf(message.Sent.SessionId) is { Hold: null } session)
        {
            PutInLine(session);
        }

        Available?.Invoke();
    }
}

using Azure.Messaging.ServiceBus;

namespace AlturBridge.Simulation.Broker;

/// <summary>The dead letters, which form a separate queue: locked while being read.</summary>
public sealed partial class ModelQueue
{
    private readonly List<QueuedMessage> deadLetters = [];

    public IReadOnlyList<QueuedMessage> DeadLetters => deadLetters;

    public List<QueuedMessage> ReceiveDeadLetters(int most)
    {
        var free = deadLetters.Where(letter => !IsHeld(letter)).Take(most).ToList();
        foreach (var letter in free)
        {
            Lock(letter, now() + Definition.LockDuration.Ticks);
        }

        return free;
    }

    public void RemoveDeadLetter(QueuedMessage letter, long lockToken)
    {
        RequireHeld(letter, lockToken);
        deadLetters.Remove(letter);
    }

    public void GiveBackDeadLetter(QueuedMessage letter, long lockToken)
    {
        RequireHeld(letter, lockToken);
        letter.LockToken = 0;
    }

    private bool IsHeld(QueuedMessage letter) => letter.IsLocked && letter.LockedUntil > now();

    private void RequireHeld(QueuedMessage letter, long lockToken)
    {
        if (letter.LockToken != lockToken || !IsHeld(letter) || !deadLetters.Contains(letter))
        {
            throw new ServiceBusException("The lock of this message has expired.", ServiceBusFailureReason.MessageLockLost);
        }
    }
}

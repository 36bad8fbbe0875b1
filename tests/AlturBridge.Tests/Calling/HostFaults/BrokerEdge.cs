using System.Collections.Concurrent;

namespace AlturBridge.Tests.Calling.HostFaults;

/// <summary>
/// The edge between a host and Service Bus or Altur: everything that crosses is recorded, and can be made to fail or wait.
/// </summary>
internal sealed class BrokerEdge
{
    private readonly ConcurrentQueue<string> events = new();
    private readonly ConcurrentDictionary<string, int> failures = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> holds = new();
    private readonly ConcurrentBag<TaskCompletionSource> allHolds = [];
    private int atWork;

    /// <summary>What was attempted, in order: the operation and the lead.</summary>
    public IReadOnlyList<string> Events => [.. events];

    /// <summary>Whether the broker is at work. Time must not pass then: a slow disk would look like a lost link.</summary>
    public bool IsAtWork => Volatile.Read(ref atWork) > 0;

    public int Count(string operation) => events.Count(happened => happened == operation);

    /// <summary>The next attempts fail, as they do when the host loses Service Bus.</summary>
    public void Fail(string operation, int times = 1) => failures[operation] = times;

    /// <summary>The next attempt waits before it takes effect, then fails or continues as the test decides.</summary>
    public TaskCompletionSource Hold(string operation)
    {
        var hold = holds[operation] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        allHolds.Add(hold);
        return hold;
    }

    /// <summary>The test is over: nothing waits or fails from now on.</summary>
    public void LetGo()
    {
        failures.Clear();
        foreach (var hold in allHolds)
        {
            hold.TrySetResult();
        }
    }

    /// <summary>The attempt has taken effect.</summary>
    public void Landed(string operation) => events.Enqueue($"landed: {operation}");

    public async Task CrossAsync(string operation, Func<Exception> failure)
    {
        events.Enqueue(operation);
        if (holds.TryRemove(operation, out var hold))
        {
            await hold.Task;
        }

        if (failures.TryGetValue(operation, out var left) && left > 0)
        {
            failures[operation] = left - 1;
            throw failure();
        }
    }

    /// <summary>What the broker does once an attempt has crossed.</summary>
    public async Task WorkAsync(Func<Task> work)
    {
        Interlocked.Increment(ref atWork);
        try
        {
            await work();
        }
        finally
        {
            Interlocked.Decrement(ref atWork);
        }
    }
}

using AlturBridge.Testing;

namespace AlturBridge.Tests.Queues;

/// <summary>Holds back continuations after an await, like a process that is suspended.</summary>
internal sealed class HeldContinuations : SynchronizationContext
{
    private readonly Lock gate = new();
    private readonly List<Action> held = [];
    private bool isReleased;

    public Task<T> Start<T>(Func<Task<T>> start)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return start();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Waits until what was started would continue.</summary>
    public Task ArrivedAsync() => Eventually.TrueAsync(() =>
    {
        lock (gate)
        {
            return held.Count > 0;
        }
    });

    public void Release()
    {
        lock (gate)
        {
            isReleased = true;
            held.ForEach(Run);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (gate)
        {
            if (isReleased)
            {
                Run(() => d(state));
            }
            else
            {
                held.Add(() => d(state));
            }
        }
    }

    private static void Run(Action continuation) => ThreadPool.QueueUserWorkItem(_ => continuation());
}

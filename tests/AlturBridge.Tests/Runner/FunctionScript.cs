using System.Collections.Concurrent;

namespace AlturBridge.Tests.Runner;

/// <summary>What the scripted function does, and what it did.</summary>
public sealed class FunctionScript
{
    private readonly ConcurrentQueue<ScriptedDelivery> deliveries = new();
    private readonly ConcurrentDictionary<string, int> runningIn = new();
    private readonly Lock counting = new();

    public Func<ScriptedDelivery, Task> Run { get; set; } = _ => Task.CompletedTask;

    /// <summary>Every delivery, in the order they began.</summary>
    public IReadOnlyList<ScriptedDelivery> Deliveries => [.. deliveries];

    public IReadOnlyList<string> Bodies => [.. deliveries.Select(delivery => delivery.Body)];

    public int Running { get; private set; }

    public int MostAtOnce { get; private set; }

    public int MostAtOnceInOneSession { get; private set; }

    internal async Task RunAsync(ScriptedDelivery delivery)
    {
        Count(delivery, 1);
        deliveries.Enqueue(delivery);
        try
        {
            await Run(delivery);
        }
        finally
        {
            Count(delivery, -1);
        }
    }

    private void Count(ScriptedDelivery delivery, int change)
    {
        lock (counting)
        {
            Running += change;
            MostAtOnce = Math.Max(MostAtOnce, Running);
            var here = runningIn.AddOrUpdate(delivery.Message.SessionId ?? string.Empty, change, (_, count) => count + change);
            MostAtOnceInOneSession = Math.Max(MostAtOnceInOneSession, here);
        }
    }
}

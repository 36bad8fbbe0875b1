using System.Collections.Concurrent;
using AlturBridge.Messages;

namespace AlturBridge.Tests.Messages;

/// <summary>A do-not-call list that knows, fails or hangs as the test says.</summary>
internal sealed class ScriptedDoNotCall : IDoNotCallList
{
    private int asked;

    public ConcurrentDictionary<string, bool> Numbers { get; } = new();

    /// <summary>What each look waits for or throws.</summary>
    public Func<CancellationToken, Task> Reading { get; set; } = static _ => Task.CompletedTask;

    public int Asked => asked;

    public async Task<bool> HasAsync(string number, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref asked);
        await Reading(cancellationToken);
        return Numbers.ContainsKey(number);
    }
}

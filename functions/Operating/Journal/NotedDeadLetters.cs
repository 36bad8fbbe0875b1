using System.Collections.Concurrent;

namespace AlturBridge.Operating.Journal;

/// <summary>
/// The broker's dead letters that the journal shows, by queue: <see cref="NoteDeadLetters"/> itself is created anew for each run.
/// </summary>
public sealed class NotedDeadLetters
{
    private readonly ConcurrentDictionary<string, IReadOnlySet<long>> numbers = new(StringComparer.Ordinal);

    public IReadOnlySet<long> In(string queue) => numbers.GetValueOrDefault(queue, new HashSet<long>());

    /// <summary>Those that are gone from the queue are dropped.</summary>
    public void Set(string queue, IReadOnlySet<long> told) => numbers[queue] = told;
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Testing;

/// <summary>Keeps everything a log could show of every entry: the sentence, its values and the exception.</summary>
internal sealed class LogKeeper<T> : ILogger<T>
{
    private readonly ConcurrentQueue<LogEntry> entries = new();

    public IReadOnlyCollection<LogEntry> Entries => entries;

    /// <summary>The entries as an operator reads them, including exceptions.</summary>
    public IReadOnlyList<string> Lines => [.. entries.Select(entry => $"{entry.Level}: {entry.Sentence} {entry.Exception}".TrimEnd())];

    public string Everything => string.Join('\n', entries.Select(entry => entry.Text));

    public void Clear() => entries.Clear();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : string.Empty;
        entries.Enqueue(new LogEntry(logLevel, formatter(state, exception), values, exception));
    }
}

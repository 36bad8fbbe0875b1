using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Tests.Messages;

/// <summary>Keeps every entry with all that a log could show: the sentence, its values and the exception.</summary>
internal sealed class KeptLogs<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> entries = new();

    public IReadOnlyCollection<(LogLevel Level, string Text)> Entries => entries;

    public string Everything => string.Join('\n', entries.Select(entry => entry.Text));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : string.Empty;
        entries.Enqueue((logLevel, $"{formatter(state, exception)} {values} {exception}"));
    }
}

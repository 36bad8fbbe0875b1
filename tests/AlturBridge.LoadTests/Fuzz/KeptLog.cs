using System.Text;
using Microsoft.Extensions.Logging;

namespace AlturBridge.LoadTests.Fuzz;

/// <summary>All that a log could show: the sentence, its values and the exception.</summary>
internal sealed class KeptLog<T> : ILogger<T>
{
    private readonly StringBuilder text = new();

    public string Text => text.ToString();

    public void Clear() => text.Clear();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        text.Append(formatter(state, exception)).Append(' ').AppendJoin(' ', state as IEnumerable<KeyValuePair<string, object?>> ?? []).Append(exception).AppendLine();
}

using Microsoft.Extensions.Logging;

namespace AlturBridge.Testing;

internal sealed record LogEntry(LogLevel Level, string Sentence, string Values, Exception? Exception)
{
    /// <summary>Everything a log could show of the entry.</summary>
    public string Text => $"{Sentence} {Values} {Exception}";
}

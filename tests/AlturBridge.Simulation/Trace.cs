using System.Globalization;
using System.Text;
using AlturBridge.Simulation.Hosting;
using AlturBridge.Simulation.Time;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Simulation;

/// <summary>The story as it happened, one line per event, together with what the bridge itself logs.</summary>
public sealed class Trace
{
    /// <summary>The client appends it to each of its messages.</summary>
    private const string Advertisement =
        " For troubleshooting information, see https://aka.ms/azsdk/net/servicebus/exceptions/troubleshoot.";

    private readonly StringBuilder text = new();
    private World? world;

    public void Begin(World of) => world = of;

    public void Write(Worker? worker, int lead, string what)
    {
        var at = world!.Elapsed;
        text.Append(CultureInfo.InvariantCulture, $"{(int)at.TotalHours:00}:{at:mm\\:ss\\.fff}  ");
        text.Append((worker?.ToString() ?? "world").PadRight(10));
        text.Append((lead > 0 ? $"lead-{lead}" : string.Empty).PadRight(9));
        text.Append(what.ReplaceLineEndings(" ").Replace(Advertisement, string.Empty, StringComparison.Ordinal)).Append('\n');
    }

    public void AddTo(ILoggingBuilder logging, Worker worker)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddProvider(new Provider(this, worker));
    }

    public override string ToString() => text.ToString();

    private sealed class Provider(Trace trace, Worker worker) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            trace.Write(worker, 0, $"log: {formatter(state, exception)}{(exception is null ? string.Empty : $" ({exception.Message})")}");

        public void Dispose()
        {
            // Nothing to dispose.
        }
    }
}

using System.Diagnostics;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>
/// A span for each invocation, in the trace of its request or message, from a source named as the worker's: who listens to that,
/// listens here too.
/// </summary>
internal static class InvocationTrace
{
    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    /// <returns>Dispose it when the function has ended; null when nobody listens.</returns>
    public static Activity? Start(string function, ActivityKind kind, string? traceParent, string? traceState)
    {
        // The web server's own activity is exported by nobody: a span below it would be the child of one that is missing.
        Activity.Current = null;
        _ = ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var parent);

        return Source.StartActivity($"function {function}", kind, parent)?.SetTag("faas.name", function);
    }
}

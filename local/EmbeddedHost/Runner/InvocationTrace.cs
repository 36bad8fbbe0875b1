using System.Diagnostics;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>
/// A span per invocation, within the trace of its request or message. The source has the worker's name, so its listeners get these too.
/// </summary>
internal static class InvocationTrace
{
    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    /// <returns>Dispose when the function has ended; null if nothing is listening.</returns>
    public static Activity? Start(string function, ActivityKind kind, string? traceParent, string? traceState)
    {
        // The web server's own activity is not exported: a span below it would have a missing parent.
        Activity.Current = null;
        _ = ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var parent);

        return Source.StartActivity($"function {function}", kind, parent)?.SetTag("faas.name", function);
    }
}

using System.Net;

namespace AlturBridge.Simulation.Edges;

/// <param name="After">How long the answer takes; infinite for none at all.</param>
/// <param name="Status">Its status, if it is an answer.</param>
/// <param name="Body">Its body.</param>
/// <param name="RetryAfter">The requested wait, in seconds.</param>
/// <param name="IsCut">Whether the connection breaks within the body.</param>
/// <param name="Failure">Set if the connection breaks before any answer.</param>
public sealed record HttpAnswer(
    TimeSpan After, HttpStatusCode Status =
        HttpStatusCode.OK, byte[]? Body = null, TimeSpan? RetryAfter = null, bool IsCut = false, Exception? Failure = null);

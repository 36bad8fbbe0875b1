using System.Net;

namespace AlturBridge.Simulation.Edges;

/// <param name="After">How long the answer takes; infinite for none at all.</param>
/// <param name="Status">Its status, where it is an answer.</param>
/// <param name="Body">Its body.</param>
/// <param name="RetryAfter">Seconds to wait.</param>
/// <param name="IsCut">The connection breaks within the body.</param>
/// <param name="Failure">The connection breaks before any answer.</param>
public sealed record HttpAnswer(
    TimeSpan After, HttpStatusCode Status =
        HttpStatusCode.OK, byte[]? Body = null, TimeSpan? RetryAfter = null, bool IsCut = false, Exception? Failure = null);

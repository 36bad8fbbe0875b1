using System.Net.Http.Headers;
using System.Net.Sockets;
using AlturBridge.Simulation.Stories;

namespace AlturBridge.Simulation.Edges;

/// <summary>The network below one HTTP request.</summary>
internal sealed class HttpEdge(Simulation simulation, Invocation invocation)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    public Task ConnectAsync(Operation operation, HttpOutage outage, CancellationToken cancellationToken) =>
        WaitAsync<bool>(operation, cancellationToken, (faults, reply) =>
    {
        var refused = faults.Any(fault => fault.Kind is FaultKind.Refuse or FaultKind.LoseReply);
        var hangs = faults.Any(fault => fault.Kind == FaultKind.Hang) || outage == HttpOutage.ConnectionHangs;
        Exception? failure = outage switch
        {
            HttpOutage.NoSuchName => new HttpRequestException(HttpRequestError.NameResolutionError, "No such host is known."),
            HttpOutage.NoTls =>
                new HttpRequestException(HttpRequestError.SecureConnectionError, "The SSL connection could not be established."),
            _ when hangs => new TaskCanceledException("The connection could not be established in time.", new TimeoutException()),
            _ when refused || outage == HttpOutage.ConnectionRefused => new HttpRequestException(
                HttpRequestError.ConnectionError, "Connection refused", new SocketException((int)SocketError.ConnectionRefused)),
            _ => null,
        };

        Answer(operation, reply, hangs ? ConnectTimeout : TimeSpan.FromMilliseconds(30), () => true, failure);
    });

    /// <param name="operation">The operation.</param>
    /// <param name="arrive">Runs when the request arrives, whether or not its sender lives to see the response.</param>
    /// <param name="cancellationToken">The request's deadline.</param>
    public Task<HttpResponseMessage> AskAsync(Operation operation, Func<HttpAnswer> arrive, CancellationToken cancellationToken) =>
        WaitAsync<HttpResponseMessage>(operation, cancellationToken, (faults, reply) =>
        {
            var answer = arrive();
            simulation.Chaos.Strike(faults, afterEffect: true, invocation);
            var isLost = faults.Any(fault => fault.Kind is FaultKind.LoseReply or FaultKind.Hang);
            var isReset = faults.Any(fault => fault.Kind == FaultKind.Refuse);
            if (answer.After != Timeout.InfiniteTimeSpan && !isLost)
            {
                var failure = isReset
                    ? new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely.")
                    : answer.Failure;
                Answer(operation, reply, answer.After, () => Response(answer), failure);
            }
        });

    private async Task<T> WaitAsync<T>(
        Operation operation, CancellationToken cancellationToken, Action<IReadOnlyList<Fault>, TaskCompletionSource<T>> arrive)
    {
        simulation.World.RequireOneThread();
        var faults = simulation.Edge.FaultsAt(invocation.Lead);
        var reply = new TaskCompletionSource<T>();
        simulation.Trace?.Write(invocation.Worker, invocation.Lead, $"{operation} …");

        // A request that left the machine arrives; one killed before it left does not.
        simulation.Chaos.Strike(faults, afterEffect: false, invocation);
        if (invocation.Worker.IsAlive)
        {
            simulation.World.After(simulation.Edge.Latency(invocation.Lead), () => arrive(faults, reply));
        }

        await using var registration = cancellationToken.Register(() => reply.TrySetCanceled(cancellationToken));
        return await reply.Task;
    }

    private void Answer<T>(Operation operation, TaskCompletionSource<T> reply, TimeSpan after, Func<T> answer, Exception? failure) =>
        simulation.World.After(after, () =>
        {
            if (!invocation.Worker.IsAlive || reply.Task.IsCompleted)
            {
                return;
            }

            simulation.Trace?.Write(invocation.Worker, invocation.Lead, $"{operation} {failure?.Message ?? "answered"}");
            if (failure is not null)
            {
                reply.TrySetException(failure);
            }
            else
            {
                reply.TrySetResult(answer());
            }
        });

    private static HttpResponseMessage Response(HttpAnswer answer)
    {
        var response = new HttpResponseMessage(answer.Status)
        {
            Content = answer.IsCut ? new StreamContent(new CutStream(answer.Body!)) : new ByteArrayContent(answer.Body ?? []),
        };

        if (answer.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = new RetryConditionHeaderValue(wait);
        }

        return response;
    }

    /// <summary>A response body whose connection breaks after its last byte.</summary>
    private sealed class CutStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length
                ? base.ReadAsync(buffer, cancellationToken)
                : ValueTask.FromException<int>(new IOException("The connection was closed."));
    }
}

using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>The link between the clients and the broker. For tests and load runs it can be as slow and unreliable as a network.</summary>
public sealed class BrokerLink(TimeProvider time)
{
    private TaskCompletionSource? silence;
    private bool isBroken;

    /// <summary>Round-trip latency of each operation.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Connected but silent: requests are answered after <see cref="Restore"/>, if their caller is still waiting.</summary>
    public void Hang() => Interlocked.CompareExchange(
        ref silence, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null);

    /// <summary>Each operation fails immediately, though earlier requests may have been carried out.</summary>
    public void Break() => Volatile.Write(ref isBroken, true);

    public void Restore()
    {
        Volatile.Write(ref isBroken, false);
        Interlocked.Exchange(ref silence, null)?.SetResult();
    }

    internal async Task<T> CallAsync<T>(Func<Task<T>> operation, CancellationToken cancellationToken)
    {
        await ArriveAsync(cancellationToken);
        var result = await operation();
        await AnswerAsync(cancellationToken);
        return result;
    }

    internal async Task CallAsync(Func<Task> operation, CancellationToken cancellationToken)
    {
        await ArriveAsync(cancellationToken);
        await operation();
        await AnswerAsync(cancellationToken);
    }

    /// <summary>The request half of an operation that then waits at the broker.</summary>
    internal async Task ArriveAsync(CancellationToken cancellationToken)
    {
        if (Latency > TimeSpan.Zero)
        {
            await Task.Delay(Latency, time, cancellationToken);
        }

        await AnswerAsync(cancellationToken);
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref silence) is { } silent)
        {
            await silent.Task.WaitAsync(cancellationToken);
        }

        if (Volatile.Read(ref isBroken))
        {
            throw new ServiceBusException("The link to the broker is broken.", ServiceBusFailureReason.ServiceCommunicationProblem);
        }
    }
}

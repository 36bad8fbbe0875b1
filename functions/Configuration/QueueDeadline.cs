namespace AlturBridge.Configuration;

/// <summary>
/// A deadline for every Service Bus call: with a broker that is connected but silent, the client's own retries take four minutes. One per
/// bridge.
/// </summary>
public sealed class QueueDeadline(TimeProvider time)
{
    /// <summary>Shorter than the 20 seconds within which lead senders get their answer.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(15);

    /// <exception cref="TimeoutException">There was no answer in time. The call may still take effect.</exception>
    public async Task WithinAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken = default)
    {
        using var deadline = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await call(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Service Bus did not answer within {Limit.TotalSeconds:0} s.", exception);
        }
    }

    /// <inheritdoc cref="WithinAsync(Func{CancellationToken, Task}, CancellationToken)"/>
    public async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken = default)
    {
        Task<T>? answer = null;
        await WithinAsync(Task (token) => answer = call(token), cancellationToken);
        return await answer!;
    }
}

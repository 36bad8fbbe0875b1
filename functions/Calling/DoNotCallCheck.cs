using AlturBridge.Configuration;
using AlturBridge.Messages;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Calling;

/// <summary>Checks the do-not-call list just before a call. While it cannot be read, leads wait and nobody is called.</summary>
public sealed partial class DoNotCallCheck(IDoNotCallList list, TimeProvider time, ILogger<DoNotCallCheck> logger)
{
    private static readonly TimeSpan WaitAfterFailure = TimeSpan.FromSeconds(5);

    private int isFailing;

    /// <param name="number">In E.164 form.</param>
    /// <param name="patience">How long to wait for a list that cannot be read.</param>
    /// <param name="stopping">Ends the wait.</param>
    /// <returns>Whether the number is on the list; null if that took too long or the host stopped.</returns>
    public async Task<bool?> HasAsync(string number, TimeSpan patience, CancellationToken stopping)
    {
        var giveUp = time.GetUtcNow() + patience;
        do
        {
            try
            {
                var isListed = await list.HasAsync(number, stopping);
                if (Interlocked.Exchange(ref isFailing, 0) == 1)
                {
                    ReadableAgain();
                }

                return isListed;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException && !stopping.IsCancellationRequested)
            {
                if (Interlocked.Exchange(ref isFailing, 1) == 0)
                {
                    Unreadable(exception);
                }
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
        while (time.GetUtcNow() < giveUp && await time.DelayAsync(WaitAfterFailure, stopping));

        return null;
    }

    [LoggerMessage(1, LogLevel.Error, "The do-not-call list cannot be read: leads wait, and nobody is called until it can")]
    private partial void Unreadable(Exception exception);

    [LoggerMessage(2, LogLevel.Information, "The do-not-call list can be read again")]
    private partial void ReadableAgain();
}

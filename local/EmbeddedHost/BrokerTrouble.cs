using System.Diagnostics.CodeAnalysis;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using Microsoft.Extensions.Hosting;

namespace AlturBridge.EmbeddedHost;

/// <summary>Does to the broker, again and again, what <see cref="BrokerConditions"/> say.</summary>
internal sealed class BrokerTrouble(QueueBroker broker, BrokerLink link, BrokerConditions conditions, TimeProvider time) : BackgroundService
{
    private bool hangs;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(LoseLocksAsync(stoppingToken), FailAsync(stoppingToken));

    private async Task LoseLocksAsync(CancellationToken stoppingToken)
    {
        while (await WaitAsync(conditions.LoseLockEvery, stoppingToken))
        {
            broker.LoseSessions(held => held.Count == 0 ? [] : [held[Chance(held.Count)]]);
        }
    }

    private async Task FailAsync(CancellationToken stoppingToken)
    {
        while (await WaitAsync(conditions.FailEvery, stoppingToken))
        {
            hangs = !hangs;
            if (hangs)
            {
                link.Hang();
            }
            else
            {
                link.Break();
                broker.LoseSessions(held => held);
            }

            await Task.Delay(conditions.FailFor, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            link.Restore();
        }
    }

    /// <returns>False when it never comes.</returns>
    private async Task<bool> WaitAsync(TimeSpan? about, CancellationToken stoppingToken)
    {
        if (about is { } wait)
        {
            await Task.Delay(wait * (50 + Chance(100)) / 100, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return about is not null && !stoppingToken.IsCancellationRequested;
    }

    [SuppressMessage("Security", "CA5394", Justification = "Nothing here is a secret.")]
    private static int Chance(int below) => Random.Shared.Next(below);
}

using AlturBridge.Testing.Processes;

namespace AlturBridge.Testing.Chaos;

/// <summary>The bridge in a separate process that is killed and restarted on the same queues and port.</summary>
internal sealed class ChaosHost(ChaosOptions options, string folder, Uri url, Uri altur, Uri webhook) : IAsyncDisposable
{
    private Child? child;

    /// <param name="isCalm">Whether its broker works from now on.</param>
    /// <param name="cancellationToken">Cancels the wait for it.</param>
    public async Task StartAsync(bool isCalm, CancellationToken cancellationToken)
    {
        string[] trouble = isCalm ? [] :
        [
            $"Broker__LoseLockEvery={options.LoseLockEvery}",
            $"Broker__FailEvery={options.BrokerFailsEvery}",
            $"Broker__FailFor={options.BrokerFailsFor}",
        ];
        var arguments = BridgeArguments.Create(
            folder,
            altur,
            webhook,
            url.GetLeftPart(UriPartial.Authority),
            [
                $"Altur__Timeout={options.AlturTimeout}",
                $"Webhook__Timeout={options.WebhookTimeout}",
                $"Calling__Lanes={options.Lanes}",
                $"Broker__Latency={options.BrokerLatency}",
                "Webhook__Secrets__0=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "Logging__LogLevel__AlturBridge=None",
                .. trouble,
                .. options.HasHours ? [ChaosHours.Setting] : Array.Empty<string>(),
            ]);
        child = options.Published ? await PublishedBridge.StartAsync(arguments) : Child.StartBridge(arguments);
        await child.ReadLineWithAsync("listens on", cancellationToken);
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task<Kill> KillAsync(CancellationToken cancellationToken)
    {
        var before = DateTimeOffset.UtcNow;
        await child!.DisposeAsync();
        child = null;
        return new Kill(before, DateTimeOffset.UtcNow, await OpenClaim.ReadAsync(folder, options.Lanes, cancellationToken));
    }

    /// <summary>SIGTERM.</summary>
    public async Task<Kill> StopAsync(CancellationToken cancellationToken)
    {
        var before = DateTimeOffset.UtcNow;
        Signal.Terminate(child!.Id);
        if (await child.ExitCodeAsync(cancellationToken) is not 0 and var exitCode)
        {
            throw new InvalidOperationException($"The host ended with exit code {exitCode} at SIGTERM.");
        }

        return await KillAsync(cancellationToken) with { From = before, IsStop = true };
    }

    public async ValueTask DisposeAsync()
    {
        if (child is not null)
        {
            await child.DisposeAsync();
        }
    }
}

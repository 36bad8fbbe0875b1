using AlturBridge.EmbeddedHost.Runner;
using AlturBridge.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Tests.Runner;

public sealed class StartedLastTests
{
    private readonly LogKeeper<StartedLast> logs = new();

    [Fact]
    public async Task A_pump_that_fails_stops_the_host_and_says_why()
    {
        using var host = HostOf(new Pump(_ => Task.FromException(new InvalidOperationException("It broke."))));

        await host.RunAsync().WaitAsync(TimeSpan.FromSeconds(10));

        var line = Assert.Single(logs.Lines);
        Assert.StartsWith("Critical: Pump failed, so the host stops", line, StringComparison.Ordinal);
        Assert.Contains("It broke.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pump_that_ends_with_the_host_has_not_failed()
    {
        using var host = HostOf(new Pump(token => Task.Delay(Timeout.Infinite, token)));

        await host.StartAsync();
        await host.StopAsync();

        Assert.Empty(logs.Lines);
    }

    private IHost HostOf(BackgroundService pump) => new HostBuilder()
        .ConfigureServices(services => services
            .AddSingleton<ILogger<StartedLast>>(logs)
            .AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<StartedLast>(provider, pump)))
        .Build();

    private sealed class Pump(Func<CancellationToken, Task> runAsync) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            await runAsync(stoppingToken);
        }
    }
}

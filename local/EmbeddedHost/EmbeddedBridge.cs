using System.Net;
using AlturBridge.Configuration;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.EmbeddedHost.Journal;
using AlturBridge.EmbeddedHost.Runner;
using AlturBridge.Operating;
using AlturBridge.Operating.DoNotCall;
using AlturBridge.Operating.Journal;
using AlturBridge.Operating.Status;
using AlturBridge.Receiving.Authentication;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AlturBridge.EmbeddedHost;

/// <summary>The bridge in this process: its functions, found by their attributes, over queues in a file.</summary>
public sealed class EmbeddedBridge : IAsyncDisposable
{
    /// <summary>Longer than a POST to Altur and queueing its record can take.</summary>
    private static readonly TimeSpan LongestShutdown = TimeSpan.FromMinutes(6);

    private readonly WebApplication app;
    private readonly QueueBroker broker;

    private EmbeddedBridge(WebApplication app, QueueBroker broker, BrokerLink link)
    {
        this.app = app;
        this.broker = broker;
        Link = link;
    }

    /// <summary>The first address it listens on, with the port it took.</summary>
    public Uri Url => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IServiceProvider Services => app.Services;

    /// <summary>The queues, as any Service Bus client sees them.</summary>
    public ServiceBusClient ServiceBus => app.Services.GetRequiredService<ServiceBusClient>();

    /// <summary>The functions' way to the queues.</summary>
    public BrokerLink Link { get; }

    /// <summary>Signalled when it begins to stop, for example on Ctrl+C or SIGTERM.</summary>
    public CancellationToken Stopping => app.Lifetime.ApplicationStopping;

    /// <exception cref="BridgeStartException">Something is missing or wrong; the message says what, one line each.</exception>
    public static async Task<EmbeddedBridge> StartAsync(EmbeddedBridgeOptions options, CancellationToken cancellationToken = default)
    {
        try
        {
            return await OpenAsync(options, cancellationToken);
        }
        catch (Exception exception) when (BridgeStartException.Explain(exception) is { } why)
        {
            throw new BridgeStartException(why, exception);
        }
    }

    /// <inheritdoc cref="QueueBroker.LoseSessions"/>
    public void LoseSessions(Func<IReadOnlyList<string>, IEnumerable<string>> choose) => broker.LoseSessions(choose);

    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops taking work, lets running work finish, and closes the queues.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await broker.DisposeAsync();
    }

    private static async Task<EmbeddedBridge> OpenAsync(EmbeddedBridgeOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        BridgeConfiguration.Add(builder.Configuration, options);
        var settings = HostSettings.From(builder.Configuration);
        var functions = new FunctionCatalog(typeof(Bridge).Assembly);
        var key = string.IsNullOrEmpty(options.Key) ? builder.Configuration["FunctionKey"] : options.Key;
        RequireKeyBeyondThisMachine(options.Urls, key);

        builder.WebHost.UseKestrelCore().ConfigureKestrel(ServerLimits.Apply).UseUrls(options.Urls);
        builder.Logging.AddBridgeConsole(builder.Configuration, options.LogsToConsole);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = LongestShutdown;
            host.ServicesStopConcurrently = true;
        });

        options.ConfigureServices?.Invoke(builder.Services);
        builder.Services.TryAddSingleton(TimeProvider.System);
        var conditions = BrokerConditions.From(builder.Configuration);
        var time = TimeOf(builder.Services);
        var link = new BrokerLink(time) { Latency = conditions.Latency };
        var broker = QueueBroker.Open(options.DataFolder, Queues(builder.Configuration).Select(conditions.Apply), time);

        try
        {
            builder.Services.AddSingleton<ServiceBusClient>(new EmbeddedServiceBusClient(broker, options.Sent, link));
            builder.Services.AddHostedService(_ => new BrokerTrouble(broker, link, conditions, time));
            builder.Services.AddSingleton<ILeadStore>(services =>
                services.GetRequiredService<IOptions<JournalOptions>>().Value.Enabled
                    ? SqliteLeadStore.Open(options.DataFolder)
                    : new NoLeadStore());
            builder.Services.TryAddSingleton<IDoNotCallStore>(_ => SqliteDoNotCallStore.Open(options.DataFolder));
            builder.Services.AddSingleton<IQueueCounter>(new BrokerStatus(broker));
            builder.Services.AddSingleton<IStoreProbe>(new BrokerStatus(broker));
            builder.Services.AddBridge(builder.Configuration);
            builder.Services.AddFunctions(
                functions, settings, name => FunctionSwitch.IsOff(builder.Configuration, name), broker, new FunctionKey(key));

            var app = builder.Build();
            app.Services.GetRequiredService<HttpFunctions>().Map(app, settings, functions.Http);
            await app.StartAsync(cancellationToken);

            return new EmbeddedBridge(app, broker, link);
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    private static TimeProvider TimeOf(IServiceCollection services) =>
        services.Last(service => service.ServiceType == typeof(TimeProvider)).ImplementationInstance as TimeProvider ?? TimeProvider.System;

    /// <summary>The same queues as in Azure, except that dead letters can expire here; in Azure they have no time to live.</summary>
    private static IEnumerable<QueueDefinition> Queues(ConfigurationManager configuration)
    {
        var retention = configuration["DeadLetterRetention"] is not { Length: > 0 } text ? TimeSpan.MaxValue
            : Durations.TryParse(text, out var time) && time >= TimeSpan.FromHours(1) && time <= TimeSpan.FromDays(3650) ? time
            : throw new BridgeStartException(
                "DeadLetterRetention must be from 01:00:00 to 3650.00:00:00, such as 30.00:00:00 for a month.");

        return QueueDefinitions.Read(Path.Combine(AppContext.BaseDirectory, "queues.json")).Select(
            queue => queue with { DeadLetterRetention = retention });
    }

    private static void RequireKeyBeyondThisMachine(string urls, string? key)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in addresses.DefaultIfEmpty(string.Empty).Where(IsBeyondThisMachine))
        {
            if (string.IsNullOrEmpty(key))
            {
                throw new BridgeStartException(
                    $"--urls {url} is reachable from other machines, and no function key is set: set FunctionKey, or listen on "
                        + "http://127.0.0.1:7071.");
            }

            if (AuthenticationRules.Weakness("FunctionKey", key) is { } weakness)
            {
                throw new BridgeStartException($"{weakness} Anyone who has it can make phones ring.");
            }
        }
    }

    private static bool IsBeyondThisMachine(string url)
    {
        var host = HostOf(url);
        return host != "localhost" && !(IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    private static string HostOf(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http", Port: <= IPEndPoint.MaxPort } address
                ? address.Host
                : throw new FormatException("Only http is served, on a port up to 65535.");
        }
        catch (FormatException exception)
        {
            throw new BridgeStartException($"--urls {url} is not an address to listen on: write it like http://127.0.0.1:7071.", exception);
        }
    }
}

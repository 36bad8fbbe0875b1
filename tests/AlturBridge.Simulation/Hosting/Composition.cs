using AlturBridge.Calling;
using AlturBridge.Configuration;
using AlturBridge.EmbeddedHost.Runner;
using AlturBridge.Forwarding;
using AlturBridge.Receiving.Sources;
using AlturBridge.Simulation.Edges;
using AlturBridge.Simulation.Stories;
using AlturBridge.Simulation.Time;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace AlturBridge.Simulation.Hosting;

/// <summary>
/// Composes the real bridge for a worker. Settings that are the same in every story are read once: they are values, and reading them takes
/// longer than playing a story.
/// </summary>
public sealed class Composition
{
    private Action<IServiceCollection>? settings;

    /// <summary>What the host knows of the functions.</summary>
    public FunctionCatalog Functions { get; } = new(typeof(Bridge).Assembly);

    public IServiceProvider Create(Simulation simulation, Worker worker, int lanes)
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(worker.Time)
            .AddSingleton(new Random((int)(Draw.Bits(simulation.World.Seed, Chance.Jitter, worker.Number, 0) >> 33)))
            .AddSingleton<ServiceBusClient>(new SimulatedClient(simulation))
            .AddSingleton(new QueueDeadline(worker.Time))
            .AddLogging(logging => simulation.Trace?.AddTo(logging, worker))
            .AddBridge(Configuration(simulation.Story.Settings, lanes));

        services.PostConfigure<HttpClientFactoryOptions>(nameof(AlturClient), options => Use(options, new AlturHandler(simulation)));
        services.PostConfigure<HttpClientFactoryOptions>(nameof(WebhookClient), options => Use(options, new WebhookHandler(simulation)));
        services.ConfigureHttpClientDefaults(client => client.RemoveAllLoggers());
        settings ??= ReadSettings(services);
        settings(services);

        return services.BuildServiceProvider();
    }

    private static void Use(HttpClientFactoryOptions options, HttpMessageHandler handler)
    {
        options.HandlerLifetime = Timeout.InfiniteTimeSpan;
        options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = handler);
    }

    private static IConfiguration Configuration(StorySettings settings, int lanes) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Altur:ApiKey"] = "secret",
            ["Altur:AgentId"] = "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34",
            ["Webhook:Url"] = "https://receiver.example/calls",
            ["Calling:MinGap"] = "00:00:00",
            ["Calling:MaxPerDay"] = "0",
            ["Calling:Lanes"] = $"{lanes}",
            ["Calling:Pace"] = $"{settings.Pace:c}",
            ["Calling:MaxAttempts"] = $"{settings.MaxAttempts}",
            ["Leads:MaxAge"] = $"{settings.MaxAge:c}",
            ["Sources:json:Preset"] = "json",
            ["Journal:Enabled"] = "false",
        })
        .Build();

    private static Action<IServiceCollection> ReadSettings(IServiceCollection services)
    {
        var provider = services.BuildServiceProvider();
        var catalog = provider.GetRequiredService<SourceCatalog>();
        return Keep<AlturOptions>(provider) + Keep<WebhookOptions>(provider) + Keep<SourcesOptions>(provider) + (
            kept => kept.AddSingleton(catalog));
    }

    private static Action<IServiceCollection> Keep<TOptions>(ServiceProvider provider)
        where TOptions : class
    {
        var options = provider.GetRequiredService<IOptions<TOptions>>();
        _ = options.Value;
        return services => services.AddSingleton(options);
    }
}

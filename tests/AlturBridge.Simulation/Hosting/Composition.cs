using AlturBridge.Calling;
using AlturBridge.Configuration;
using AlturBridge.EmbeddedHost.Runner;
using AlturBridge.Forwarding;
using AlturBridge.Operating.Journal;
using AlturBridge.Receiving.Sources;
using AlturBridge.Simulation.Edges;
using AlturBridge.Simulation.Stories;
using AlturBridge.Simulation.Time;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace AlturBridge.Simulation.Hosting;

/// <summary>
/// Composes the real bridge for a worker. Settings shared by all stories are read once: they are values, and reading them takes longer than
/// playing a story. The rest is read once per deployment.
/// </summary>
public sealed class Composition
{
    private readonly Dictionary<string, HttpFunction> http;
    private Action<IServiceCollection>? ofAllStories;
    private (Simulation? Of, int Lanes, StoryRules? Rules) deployed;
    private ServiceCollection deployment = [];

    public Composition() => http = Functions.Http.ToDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The functions as the host knows them.</summary>
    public FunctionCatalog Functions { get; } = new(typeof(Bridge).Assembly);

    public IServiceProvider Create(Simulation simulation, Worker worker, int lanes)
    {
        var isDeployed = deployed == (simulation, lanes, worker.Rules);
        if (!isDeployed)
        {
            deployment = Deployment(simulation, lanes, worker.Rules);
            deployed = (simulation, lanes, worker.Rules);
        }

        var services = new ServiceCollection();
        var store = new SimulatedStore(simulation, worker, simulation.Journal);
        AddTo(services, deployment);
        services
            .AddSingleton<TimeProvider>(worker.Time)
            .AddSingleton(new Random((int)(Draw.Bits(simulation.World.Seed, Chance.Jitter, worker.Number, 0) >> 33)))
            .AddSingleton(new QueueDeadline(worker.Time))
            .AddSingleton<ILeadStore>(simulation.Story.Settings.HasJournal ? store : new NoLeadStore())
            .AddLogging(logging => simulation.Trace?.AddTo(logging, worker));
        if (simulation.Story.Settings.SaidNo.Count > 0)
        {
            services.AddSingleton(store.DoNotCall());
        }

        var provider = services.BuildServiceProvider();
        if (!isDeployed)
        {
            Keep<CallingOptions>(provider, deployment);
            Keep<LeadsOptions>(provider, deployment);
        }

        if (simulation.Story.Settings.HasJournal)
        {
            provider.GetRequiredService<LeadJournal>().Start();
        }

        return provider;
    }

    /// <summary>Sends a request to a worker's function.</summary>
    /// <returns>The response status.</returns>
    public async Task<int> AskAsync(Worker worker, string name, byte[] body, string? key = null)
    {
        var context = new DefaultHttpContext { RequestServices = worker.Services };
        context.Request.Method = HttpMethods.Post;
        context.Request.ContentType = "application/json";
        context.Request.ContentLength = body.Length;
        context.Request.Body = new MemoryStream(body);
        if (key is not null)
        {
            context.Request.Headers["Idempotency-Key"] = key;
        }

        var result = await http[name].Invoker.InvokeAsync(worker.Services, parameter => parameter.ParameterType switch
        {
            var type when type == typeof(HttpRequest) => context.Request,
            var type when type == typeof(string) => "json",
            var type when type == typeof(CancellationToken) => CancellationToken.None,
            var type => throw new NotSupportedException($"The simulation binds no parameter of type {type.Name}."),
        });

        return result is IStatusCodeHttpResult { StatusCode: { } status } ? status : StatusCodes.Status200OK;
    }

    private ServiceCollection Deployment(Simulation simulation, int lanes, StoryRules rules)
    {
        var services = new ServiceCollection();
        services
            .AddSingleton<ServiceBusClient>(new SimulatedClient(simulation))
            .AddLogging()
            .AddBridge(Configuration(simulation.Story.Settings, lanes, rules));

        services.PostConfigure<HttpClientFactoryOptions>(nameof(AlturClient), options => Use(options, new AlturHandler(simulation)));
        services.PostConfigure<HttpClientFactoryOptions>(nameof(WebhookClient), options => Use(options, new WebhookHandler(simulation)));
        services.AddTransient<ITypedHttpClientFactory<AlturClient>, TypedClients<AlturClient>>();
        services.AddTransient<ITypedHttpClientFactory<WebhookClient>, TypedClients<WebhookClient>>();
        services.ConfigureHttpClientDefaults(client => client.RemoveAllLoggers());
        ofAllStories ??= ReadSettings(services);
        ofAllStories(services);

        return services;
    }

    private static void Use(HttpClientFactoryOptions options, HttpMessageHandler handler)
    {
        options.HandlerLifetime = Timeout.InfiniteTimeSpan;
        options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = handler);
    }

    private static IConfiguration Configuration(StorySettings settings, int lanes, StoryRules rules)
    {
        var values = new Dictionary<string, string?>
        {
            ["Altur:ApiKey"] = "secret",
            ["Altur:AgentId"] = "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34",
            ["Webhook:Url"] = "https://receiver.example/calls",
            ["Calling:MinGap"] = $"{rules.MinGap:c}",
            ["Calling:MaxPerDay"] = $"{rules.MaxPerDay}",
            ["Calling:Budget"] = $"{(rules.Budget == 0 ? 0 : Math.Max(rules.Budget, lanes))}",
            ["Calling:Lanes"] = $"{lanes}",
            ["Calling:Pace"] = $"{settings.Pace:c}",
            ["Calling:MaxAttempts"] = $"{settings.MaxAttempts}",
            ["Leads:MaxAge"] = $"{settings.MaxAge:c}",
            ["Sources:json:Preset"] = "json",
        };
        if (rules.Hours.Count > 0)
        {
            values["Calling:Hours:Mon_Sun"] = rules.HoursText;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    private static Action<IServiceCollection> ReadSettings(IServiceCollection services)
    {
        var provider = services.BuildServiceProvider();
        var kept = new ServiceCollection();
        Keep<AlturOptions>(provider, kept);
        Keep<WebhookOptions>(provider, kept);
        Keep<SourcesOptions>(provider, kept);
        Keep<JournalOptions>(provider, kept);
        kept.AddSingleton(provider.GetRequiredService<SourceCatalog>());
        return into => AddTo(into, kept);
    }

    private static void AddTo(IServiceCollection services, IServiceCollection added)
    {
        foreach (var service in added)
        {
            services.Add(service);
        }
    }

    private static void Keep<TOptions>(ServiceProvider provider, ServiceCollection into)
        where TOptions : class
    {
        var options = provider.GetRequiredService<IOptions<TOptions>>();
        _ = options.Value;
        into.AddSingleton(options);
    }
}

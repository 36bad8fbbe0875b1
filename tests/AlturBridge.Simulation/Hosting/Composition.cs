using AlturBridge.Calling;
using AlturBridge.Configuration;
using AlturBridge.EmbeddedHost.Runner;
using AlturBridge.Forwarding;
using AlturBridge.Operating.Journal;
using AlturBridge.Receiving.Sources;
using AlturBridge.Simulation.Edges;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AlturBridge.Simulation.Hosting;

/// <summary>
/// Composes the real bridge once, for the workers of all stories: a container for each would take longer than what it does in a story. What
/// is a singleton of a process is one of a worker's scope.
/// </summary>
public sealed class Composition
{
    private readonly Dictionary<string, HttpFunction> http;
    private readonly ServiceProvider services = Compose();

    public Composition() => http = Functions.Http.ToDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The functions as the host knows them.</summary>
    public FunctionCatalog Functions { get; } = new(typeof(Bridge).Assembly);

    /// <exception cref="OptionsValidationException">The bridge would not start with the story's settings.</exception>
    public IServiceProvider Create(Simulation simulation, Worker worker, int lanes)
    {
        var process = new WorkerServices(services.CreateScope().ServiceProvider);
        process.GetRequiredService<WorkerSlot>().Edges = new WorkerEdges(simulation, worker, lanes);
        Validate<CallingOptions>(process);
        Validate<LeadsOptions>(process);
        if (simulation.Story.Settings.HasJournal)
        {
            process.GetRequiredService<LeadJournal>().Start();
        }

        return process;
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

    private static ServiceProvider Compose()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Altur:ApiKey"] = "secret",
                ["Altur:AgentId"] = "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34",
                ["Webhook:Url"] = "https://receiver.example/calls",
                ["Sources:json:Preset"] = "json",
            })
            .Build();
        IServiceCollection bridge = new ServiceCollection();
        bridge.AddLogging().AddScoped(Edge(edges => edges.Client)).AddBridge(configuration);

        IServiceCollection all = new ServiceCollection();
        foreach (var service in bridge)
        {
            all.Add(IsOfWorker(service) ? OfWorker(service) : service);
        }

        all.AddScoped<WorkerSlot>()
            .AddScoped(Edge(edges => edges.Time))
            .AddScoped(Edge(edges => edges.Random))
            .AddScoped(Edge(edges => edges.Deadline))
            .AddScoped(Edge(edges => edges.Journal))
            .AddScoped(Edge(edges => edges.DoNotCall))
            .AddScoped(services => EdgesIn(services)?.Calling ?? Options.Create(new CallingOptions()))
            .AddScoped(services => EdgesIn(services)?.Leads ?? Options.Create(new LeadsOptions()))
            .AddScoped(services => EdgesIn(services)?.Logging ?? NullLoggerFactory.Instance)
            .AddScoped(typeof(ILogger<>), typeof(Logger<>));
        all.PostConfigure<HttpClientFactoryOptions>(nameof(AlturClient), options => Use(options, story => story.Altur.SendAsync));
        all.PostConfigure<HttpClientFactoryOptions>(nameof(WebhookClient), options => Use(options, story => story.Webhook.SendAsync));
        all.ConfigureHttpClientDefaults(client => client.RemoveAllLoggers());

        return all.BuildServiceProvider();
    }

    /// <summary>Singletons, except for what all workers share because it only depends on settings that no story changes.</summary>
    private static bool IsOfWorker(ServiceDescriptor service) =>
        service.Lifetime == ServiceLifetime.Singleton
        && service.ServiceType != typeof(SourceCatalog)
        && (service.IsKeyedService || (service.ImplementationInstance is null
            && service.ServiceType.GenericTypeArguments.Append(service.ServiceType).Append(service.ImplementationType)
                .Any(type => type?.Assembly == typeof(Bridge).Assembly)));

    private static ServiceDescriptor OfWorker(ServiceDescriptor service) => service switch
    {
        { IsKeyedService: true, KeyedImplementationFactory: { } create } =>
            new(service.ServiceType, service.ServiceKey, create, ServiceLifetime.Scoped),
        { IsKeyedService: false, ImplementationFactory: { } create } => new(service.ServiceType, create, ServiceLifetime.Scoped),
        _ => new(service.ServiceType, service.ImplementationType!, ServiceLifetime.Scoped),
    };

    private static WorkerEdges? EdgesIn(IServiceProvider services) => services.GetRequiredService<WorkerSlot>().Edges;

    private static Func<IServiceProvider, T> Edge<T>(Func<WorkerEdges, T> edge) => services =>
        edge(EdgesIn(services) ?? throw new InvalidOperationException($"{typeof(T).Name} belongs to a worker."));

    private static void Use(
        HttpClientFactoryOptions options, Func<Simulation, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> peer)
    {
        options.HandlerLifetime = Timeout.InfiniteTimeSpan;
        options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = new StoryNetwork(peer));
    }

    private static void Validate<TOptions>(IServiceProvider services)
        where TOptions : class
    {
        var options = services.GetRequiredService<IOptions<TOptions>>().Value;
        foreach (var failed in services.GetServices<IValidateOptions<TOptions>>()
            .Select(validator => validator.Validate(Options.DefaultName, options)).Where(result => result.Failed))
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(TOptions), failed.Failures);
        }
    }
}

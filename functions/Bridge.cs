using AlturBridge.Calling;
using AlturBridge.Configuration;
using AlturBridge.Forwarding;
using AlturBridge.Messages;
using AlturBridge.Numbers;
using AlturBridge.Operating;
using AlturBridge.Operating.DeadLetters;
using AlturBridge.Operating.DoNotCall;
using AlturBridge.Operating.Journal;
using AlturBridge.Operating.Status;
using AlturBridge.Receiving;
using AlturBridge.Receiving.Sources;
using AlturBridge.Telemetry;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AlturBridge;

/// <summary>The whole composition, in the order a lead travels.</summary>
public static class Bridge
{
    public static IServiceCollection AddBridge(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.TryAddSingleton(new QueueDeadline(TimeProvider.System));

        return services
            .AddTelemetry(configuration)
            .AddQueues(configuration)
            .AddNumbers()
            .AddReceiving(configuration)
            .AddCalling(configuration)
            .AddForwarding(configuration)
            .AddOperating(configuration);
    }

    /// <summary>Keeps a <see cref="ServiceBusClient"/> that is already registered.</summary>
    private static IServiceCollection AddQueues(this IServiceCollection services, IConfiguration configuration)
    {
        if (!services.Any(service => service.ServiceType == typeof(ServiceBusClient)))
        {
            services.AddSingleton(ServiceBusConnection.Open(configuration));
        }

        services.AddSettings<LeadsOptions, LeadsOptionsValidator>(configuration, "Leads");

        foreach (var queue in new[] { Queues.Calls, Queues.CallRecords })
        {
            services.AddKeyedSingleton(queue, (provider, _) => provider.GetRequiredService<ServiceBusClient>().CreateSender(queue));
        }

        return services;
    }

    private static IServiceCollection AddNumbers(this IServiceCollection services) => services
        .AddHostedService<NumberingPlanLoader>()
        .AddSingleton(static provider =>
        {
            var calling = provider.GetRequiredService<IOptions<CallingOptions>>().Value;
            return new AllowedNumbers(calling.AllowedTypes, calling.AllowedCallingCodes);
        });

    private static IServiceCollection AddReceiving(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<SourcesOptions, SourcesOptionsValidator>(configuration, "Sources", SourceLayers.Apply);
        services.AddSingleton(provider => new SourceCatalog(
            provider.GetRequiredService<IOptions<SourcesOptions>>().Value,
            defaultAgentId: provider.GetRequiredService<IOptions<AlturOptions>>().Value.AgentId,
            provider.GetRequiredService<AllowedNumbers>()));
        services.AddSingleton(provider => new Lanes(provider.GetRequiredService<IOptions<CallingOptions>>().Value.Lanes));
        services.AddSingleton<LeadSpacing>();
        services.AddSingleton(static provider =>
        {
            var calling = provider.GetRequiredService<IOptions<CallingOptions>>().Value;
            return new IntakeLimits(calling.MaxPerDay, calling.DoNotCall);
        });
        services.AddSingleton<LeadChecks>();
        services.AddSingleton<HourlyAllowance>();
        services.AddSingleton<RepeatedLeads>();

        return services;
    }

    private static IServiceCollection AddCalling(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AlturOptions, AlturOptionsValidator>(configuration, "Altur");
        services.AddSettings<CallingOptions, CallingOptionsValidator>(configuration, "Calling");

        var fitsHost = new CallingFitsHost(HostLimits.From(configuration));
        services.AddSingleton<IValidateOptions<AlturOptions>>(fitsHost);
        services.AddSingleton<IValidateOptions<CallingOptions>>(fitsHost);

        services.AddHttpClient<AlturClient>(AlturClient.Configure)
            .ConfigurePrimaryHttpMessageHandler(AlturClient.CreateHandler)
            .RemoveAllLoggers();
        services.AddSingleton<LaneGates>();
        services.AddSingleton<Circuit>();
        services.AddSingleton<IValidateOptions<CallingOptions>>(
            static provider => new GapFitsAge(provider.GetRequiredService<IOptions<LeadsOptions>>()));
        services.AddSingleton(static provider => provider.GetRequiredService<IOptions<CallingOptions>>().Value.ToRules());
        services.AddSingleton<DoNotCallCheck>();
        services.AddSingleton<CallCheck>();
        services.AddSingleton<PutOffs>();
        services.AddSingleton<RecordHandOver>();
        services.AddSingleton<CallSettlement>();

        return services;
    }

    private static IServiceCollection AddForwarding(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<WebhookOptions, WebhookOptionsValidator>(configuration, "Webhook");
        services.AddHttpClient<WebhookClient>(WebhookClient.Configure)
            .ConfigurePrimaryHttpMessageHandler(WebhookClient.CreateHandler)
            .RemoveAllLoggers();

        return services;
    }

    /// <summary>Keeps an <see cref="ILeadStore"/> that is already registered.</summary>
    private static IServiceCollection AddOperating(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.AddSettings<JournalOptions, JournalOptionsValidator>(configuration, "Journal");
        services.TryAddSingleton<ILeadStore>(provider =>
            provider.GetRequiredService<IOptions<JournalOptions>>().Value.Enabled
                && StorageTable.Open(configuration, TableLeadStore.Name) is { } table
                ? new TableLeadStore(table)
                : new NoLeadStore());
        services.AddDoNotCall(configuration);
        services.AddSingleton(provider => new ContentDigest(provider.GetRequiredService<IOptions<AlturOptions>>().Value.ApiKey));
        services.AddSingleton<LeadJournal>();
        services.AddSingleton<ILeadEvents>(provider => provider.GetRequiredService<LeadJournal>());
        services.AddSingleton<IKnownLeads, KnownLeads>();
        services.AddSingleton<NotedDeadLetters>();
        services.AddHostedService<JournalLifetime>();
        services.AddSingleton<DeadLetterBrowser>();
        services.AddSingleton<DeadLetterDesk>();
        services.TryAddSingleton<IQueueCounter, PeekingQueueCounter>();
        services.AddSingleton<IStoreProbe, QueueProbe>();
        services.AddSingleton<StoreHealth>();
        services.AddSingleton<Func<CircuitStatus?>>(provider => () => StatusOf(provider.GetRequiredService<Circuit>().Report));

        return services;
    }

    /// <summary>An <see cref="IDoNotCallStore"/> that is already registered is used as it is.</summary>
    private static void AddDoNotCall(this IServiceCollection services, IConfiguration configuration)
    {
        if (StorageTable.IsConfigured(configuration))
        {
            services.TryAddSingleton<IDoNotCallStore>(
                _ => new TableDoNotCallStore(StorageTable.Open(configuration, TableDoNotCallStore.Name)!));
        }

        var hasStore = services.Any(service => service.ServiceType == typeof(IDoNotCallStore));
        services.AddSingleton<IValidateOptions<CallingOptions>>(new DoNotCallHasStore(hasStore));
        services.AddSingleton<IDoNotCallList>(provider =>
        {
            var calling = provider.GetRequiredService<IOptions<CallingOptions>>().Value;
            var secret = calling.DoNotCallSecret.Length > 0
                ? calling.DoNotCallSecret
                : provider.GetRequiredService<IOptions<AlturOptions>>().Value.ApiKey;
            return calling.DoNotCall
                ? new DoNotCallList(
                    provider.GetRequiredService<IDoNotCallStore>(), new NumberDigest(secret), provider.GetRequiredService<TimeProvider>())
                : new UnusedDoNotCallList();
        });
    }

    /// <returns>Null if this process has had no answer from Altur: in Azure, others may place the calls.</returns>
    private static CircuitStatus? StatusOf(CircuitReport report) => report is { LastAnswer: { } answer, LastAnswerAt: { } at }
        ? new(report.IsOpen ? "open" : "closed", report.OpenSince, answer, at)
        : null;
}

using AlturBridge.EmbeddedHost.Broker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AlturBridge.EmbeddedHost.Runner;

internal static class RunnerServices
{
    public static void AddFunctions(
        this IServiceCollection services,
        FunctionCatalog functions,
        HostSettings settings,
        Func<string, bool> isDisabled,
        QueueBroker broker,
        FunctionKey key)
    {
        services.AddSingleton(settings);
        services.AddSingleton(key);
        services.AddSingleton<HttpFunctions>();
        services.AddSingleton<MessageInvoker>();
        services.AddSingleton<SessionActionsCache>();

        foreach (var function in functions.Timers.Where(function => !isDisabled(function.Name)))
        {
            services.AddSingleton<IHostedService>(provider => StartedLast(
                provider, ActivatorUtilities.CreateInstance<TimerPump>(provider, function)));
        }

        foreach (var function in functions.Queues.Where(function => !isDisabled(function.Name)))
        {
            var queue = broker.Queue(function.Trigger.QueueName).Definition;
            if (queue.RequiresSession != function.Trigger.IsSessionsEnabled)
            {
                throw new InvalidOperationException($"The function {function.Name} and the queue {queue.Name} disagree on sessions: "
                    + "IsSessionsEnabled must equal RequiresSession.");
            }

            services.AddSingleton<IHostedService>(provider => StartedLast(provider, queue.RequiresSession
                ? ActivatorUtilities.CreateInstance<SessionPump>(provider, function, queue)
                : ActivatorUtilities.CreateInstance<QueuePump>(provider, function, queue)));
        }
    }

    private static StartedLast StartedLast(IServiceProvider provider, BackgroundService pump) =>
        ActivatorUtilities.CreateInstance<StartedLast>(provider, pump);
}

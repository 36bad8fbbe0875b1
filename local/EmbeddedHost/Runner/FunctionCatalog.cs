using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>An assembly's functions, found by their attributes as in the worker.</summary>
public sealed class FunctionCatalog
{
    private readonly List<HttpFunction> http = [];
    private readonly List<QueueFunction> queues = [];
    private readonly List<ScheduledFunction> timers = [];

    /// <exception cref="NotSupportedException">A function has a trigger this host does not support.</exception>
    public FunctionCatalog(Assembly assembly)
    {
        foreach (var method in assembly.GetTypes().SelectMany(
            type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is { } function)
            {
                Add(function.Name, method);
            }
        }
    }

    public IReadOnlyList<HttpFunction> Http => http;

    public IReadOnlyList<QueueFunction> Queues => queues;

    public IReadOnlyList<ScheduledFunction> Timers => timers;

    private void Add(string name, MethodInfo method)
    {
        foreach (var parameter in method.GetParameters())
        {
            if (parameter.GetCustomAttribute<HttpTriggerAttribute>() is { } httpTrigger)
            {
                http.Add(new HttpFunction(name, httpTrigger, new FunctionInvoker(method)));
                return;
            }

            if (parameter.GetCustomAttribute<TimerTriggerAttribute>() is { } timer)
            {
                timers.Add(new ScheduledFunction(
                    name, CrontabSchedule.Parse(timer.Schedule, new() { IncludingSeconds = true }), new FunctionInvoker(method)));
                return;
            }

            if (parameter.GetCustomAttribute<ServiceBusTriggerAttribute>() is { QueueName: not null } queueTrigger)
            {
                queues.Add(new QueueFunction(name, queueTrigger, new FunctionInvoker(method)));
                return;
            }
        }

        throw new NotSupportedException($"The function {name} has neither an HTTP nor a Service Bus queue trigger nor a timer, which "
            + "are all that the embedded host runs.");
    }
}

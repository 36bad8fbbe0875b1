using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Tests.Runner;

/// <summary>A function on a queue with or without sessions that follows its script.</summary>
public sealed class ScriptedFunction(FunctionScript script)
{
    public Task PlainAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken stopping) =>
        script.RunAsync(new ScriptedDelivery(message, actions, null, stopping));

    public Task LanedAsync(
        ServiceBusReceivedMessage message, ServiceBusMessageActions actions, ServiceBusSessionMessageActions session,
        CancellationToken stopping) =>
        script.RunAsync(new ScriptedDelivery(message, actions, session, stopping));
}

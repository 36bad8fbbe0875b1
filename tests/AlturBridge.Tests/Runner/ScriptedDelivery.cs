using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Tests.Runner;

/// <summary>Everything a function was given for one message.</summary>
public sealed record ScriptedDelivery(
    ServiceBusReceivedMessage Message, ServiceBusMessageActions Actions, ServiceBusSessionMessageActions? Session,
    CancellationToken Stopping)
{
    public string Body => Message.Body.ToString();
}

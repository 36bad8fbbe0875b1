using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Calling;

/// <summary>One delivery of a call message, with the means to settle it and to keep its lane's state.</summary>
internal sealed record CallDelivery(ServiceBusReceivedMessage Message, ServiceBusMessageActions Actions, ServiceBusSessionMessageActions Session)
{
    public string LeadId => CallMessage.LeadIdOf(Message);
}

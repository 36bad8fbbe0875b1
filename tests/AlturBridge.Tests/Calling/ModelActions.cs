using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Tests.Calling;

/// <summary>What a model of the host does with a message. A mock takes longer to build than a delivery to run.</summary>
internal sealed class ModelMessageActions(Func<Task> complete, Func<Task> abandon, Func<string?, Task> deadLetter)
    : ServiceBusMessageActions
{
    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        complete();

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) => abandon();

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, Dictionary<string, object>? propertiesToModify = null, string? deadLetterReason = null,
        string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default) => deadLetter(deadLetterReason);
}

/// <summary>The state of a lane in a model of the host.</summary>
internal sealed class ModelSessionActions(Func<Task<BinaryData>> read, Func<BinaryData, Task> write) : ServiceBusSessionMessageActions
{
    public override Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default) => read();

    public override Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default) =>
        write(sessionState);
}

/// <summary>A queue in a model of the host.</summary>
internal sealed class ModelSender(Func<ServiceBusMessage, Task> send) : ServiceBusSender
{
    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) => send(message);
}

using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Calling.HostFaults;

/// <summary>A session receiver whose every call crosses the edge, named after the current message.</summary>
internal sealed class EdgeSession(ServiceBusSessionReceiver session, BrokerEdge edge) : ServiceBusSessionReceiver
{
    private ServiceBusReceivedMessage? atHand;

    public override string SessionId => session.SessionId;

    public override DateTimeOffset SessionLockedUntil => session.SessionLockedUntil;

    public override async Task<ServiceBusReceivedMessage> ReceiveMessageAsync(
        TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        atHand = await session.ReceiveMessageAsync(maxWaitTime, cancellationToken);
        if (atHand is not null)
        {
            await CrossAsync($"delivery {atHand.DeliveryCount} of");
        }

        return atHand!;
    }

    public override async Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default)
    {
        await CrossAsync("read state");
        return await session.GetSessionStateAsync(cancellationToken);
    }

    public override async Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default)
    {
        var operation = LaneStates.Read(sessionState).ClaimOf(atHand!) switch
        {
            null => "save no claim",
            { IsHandedOn: true } => "mark handed on",
            { Answer: null } => "save claim",
            _ => "save answer",
        };
        await CrossAsync(operation);
        await edge.WorkAsync(() => session.SetSessionStateAsync(sessionState, cancellationToken));
        edge.Landed($"{operation} {atHand!.MessageId}");
    }

    public override async Task RenewSessionLockAsync(CancellationToken cancellationToken = default)
    {
        await CrossAsync("renew");
        await edge.WorkAsync(() => session.RenewSessionLockAsync(cancellationToken));
    }

    public override async Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        await CrossAsync("complete");
        await edge.WorkAsync(() => session.CompleteMessageAsync(message, cancellationToken));
    }

    public override async Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string,
        object>? propertiesToModify = null, CancellationToken cancellationToken = default)
    {
        await CrossAsync("abandon");
        await edge.WorkAsync(() => session.AbandonMessageAsync(message, propertiesToModify, cancellationToken));
    }

    public override async Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default)
    {
        await CrossAsync("dead-letter");
        await edge.WorkAsync(() => session.DeadLetterMessageAsync(
            message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken));
    }

    public override Task CloseAsync(CancellationToken cancellationToken = default) => session.CloseAsync(cancellationToken);

    private Task CrossAsync(string operation) => edge.CrossAsync(
        $"{operation} {atHand!.MessageId}", () =>
            new ServiceBusException("The session's lock was lost.", ServiceBusFailureReason.SessionLockLost));
}

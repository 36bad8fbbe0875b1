using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>The broker's errors, as Azure Service Bus reports them.</summary>
internal static class BrokerFailure
{
    public static ServiceBusException EntityNotFound(string name) =>
        new(
            $"The queue '{name}' does not exist; it must be listed in the queue definitions file.",
            ServiceBusFailureReason.MessagingEntityNotFound,
            name);

    public static ServiceBusException MessageLockLost(string queue) =>
        new("The lock of this message has expired, or it was settled already.", ServiceBusFailureReason.MessageLockLost, queue);

    public static ServiceBusException SessionLockLost(string queue) =>
        new("The lock of this session has expired, or it was released.", ServiceBusFailureReason.SessionLockLost, queue);

    public static ServiceBusException SessionCannotBeLocked(string queue, string session) =>
        new($"The session '{session}' is locked by another receiver.", ServiceBusFailureReason.SessionCannotBeLocked, queue);

    public static ServiceBusException NoSession(string queue) =>
        new("No session with messages became free in time.", ServiceBusFailureReason.ServiceTimeout, queue);

    public static ServiceBusException MessageNotFound(string queue, long sequenceNumber) =>
        new($"There is no such message: {sequenceNumber}.", ServiceBusFailureReason.MessageNotFound, queue);

    public static ServiceBusException TooLarge(string queue, int bytes) =>
        new(
            $"{bytes} bytes are more than the {QueueBroker.MaxMessageBytes} a message may have.",
            ServiceBusFailureReason.MessageSizeExceeded,
            queue);

    public static ServiceBusException NotWritten(Exception cause) =>
        new($"The queue file could not be written: {cause.Message}", ServiceBusFailureReason.ServiceBusy, innerException: cause);

    public static ServiceBusException Closed() =>
        new("The broker is closed.", ServiceBusFailureReason.ServiceCommunicationProblem);
}

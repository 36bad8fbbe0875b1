using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>The message's trace context, stored where the official client stores it.</summary>
internal static class MessageTrace
{
    private const string Property = "Diagnostic-Id";

    /// <summary>Does nothing if the message already has a trace context.</summary>
    public static void Write(ServiceBusMessage message)
    {
        if (Activity.Current is { Id: { } id })
        {
            message.ApplicationProperties.TryAdd(Property, id);
        }
    }

    public static string? Of(ServiceBusReceivedMessage message) => message.ApplicationProperties.GetValueOrDefault(Property) as string;
}

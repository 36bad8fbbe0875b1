using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>The trace that a message belongs to, where the official client keeps it.</summary>
internal static class MessageTrace
{
    private const string Property = "Diagnostic-Id";

    /// <summary>A message that has a trace keeps it.</summary>
    public static void Write(ServiceBusMessage message)
    {
        if (Activity.Current is { Id: { } id })
        {
            message.ApplicationProperties.TryAdd(Property, id);
        }
    }

    public static string? Of(ServiceBusReceivedMessage message) => message.ApplicationProperties.GetValueOrDefault(Property) as string;
}

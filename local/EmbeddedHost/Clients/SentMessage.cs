using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>A message that a queue has accepted.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Message">The message as sent.</param>
/// <param name="IsDuplicate">Whether duplicate detection dropped it; the sender is not told.</param>
public sealed record SentMessage(string Queue, ServiceBusMessage Message, bool IsDuplicate);

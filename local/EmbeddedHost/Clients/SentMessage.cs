using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>A message that a queue has taken.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Message">As it was sent.</param>
/// <param name="IsDuplicate">Whether duplicate detection dropped it, which its sender is not told.</param>
public sealed record SentMessage(string Queue, ServiceBusMessage Message, bool IsDuplicate);

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>A receiver that found nothing and waits.</summary>
/// <param name="maxMessages">How many messages it takes.</param>
internal sealed class ReceiveWaiter(int maxMessages) : TaskCompletionSource<List<QueuedMessage>>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public int MaxMessages { get; } = maxMessages;
}

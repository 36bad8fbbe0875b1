namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>A receiver that found nothing and waits.</summary>
/// <param name="maxMessages">How many messages it takes.</param>
internal sealed class ReceiveWaiter(int maxMessages) : TaskCompletionSource<List<Handout>>(
    TaskCreationOptions.RunContinuationsAsynchronously)
{
    public int MaxMessages { get; } = maxMessages;

    /// <summary>Done when its deliveries are on the disk, where they have to be.</summary>
    public Task Written { get; set; } = System.Threading.Tasks.Task.CompletedTask;
}

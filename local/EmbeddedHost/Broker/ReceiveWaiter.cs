namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>A receiver waiting for messages.</summary>
/// <param name="maxMessages">The most messages it takes.</param>
internal sealed class ReceiveWaiter(int maxMessages) : TaskCompletionSource<List<Handout>>(
    TaskCreationOptions.RunContinuationsAsynchronously)
{
    public int MaxMessages { get; } = maxMessages;

    /// <summary>Completes when the delivery counts are on disk, if they need to be.</summary>
    public Task Written { get; set; } = System.Threading.Tasks.Task.CompletedTask;
}

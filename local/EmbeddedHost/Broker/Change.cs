namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>One change of the queues: first written, then, once it is on the disk, made visible in memory; or undone when it could not be written.</summary>
/// <param name="write">Runs within a transaction, on the journal's thread.</param>
/// <param name="apply">Runs under the gate after the commit.</param>
/// <param name="undo">Runs under the gate when the commit failed.</param>
internal sealed class Change(Action<MessageStore>? write, Action? apply, Action? undo) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public void Write(MessageStore store) => write?.Invoke(store);

    public void Apply() => apply?.Invoke();

    public void Undo() => undo?.Invoke();
}

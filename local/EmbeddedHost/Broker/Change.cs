namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// One change of the queues: first written, then, once it is on the disk, made visible in memory; or undone when it could not be written.
/// Its task ends when either has happened.
/// </summary>
internal abstract class Change() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Runs within a transaction, on the journal's thread.</summary>
    public abstract void Write(MessageStore store);

    /// <summary>Runs under the gate after the commit.</summary>
    public abstract void Apply();

    /// <summary>Runs under the gate when the commit failed.</summary>
    public abstract void Undo();
}

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// One change to the queues: first written; once on disk, made visible in memory; undone if the write failed. Its task completes either
/// way.
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

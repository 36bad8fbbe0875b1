namespace AlturBridge.Messages;

/// <summary>
/// The names the Functions host and the deployment use too; literals, because the host reads triggers before any code runs.
/// </summary>
public static class Queues
{
    /// <summary>Calls to place. A session queue: a session is a lane.</summary>
    public const string Calls = "calls";

    /// <summary>Call records to forward.</summary>
    public const string CallRecords = "call-records";

    /// <summary>How long a queue recognises a MessageId that it has seen, and drops the second message.</summary>
    public static readonly TimeSpan DuplicateWindow = TimeSpan.FromDays(1);
}

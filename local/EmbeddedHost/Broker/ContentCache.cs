namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>Keeps message contents in memory up to a limit, so that a backlog of any size fits. Used under the broker's gate.</summary>
internal sealed class ContentCache
{
    /// <summary>64 MB: enough for a hundred thousand leads, which are then read without touching the file.</summary>
    private const long MaxBytes = 64 * 1024 * 1024;

    private long bytes;

    public void Set(QueuedMessage message, byte[]? content)
    {
        bytes -= message.Content?.Length ?? 0;
        message.Content = content is not null && bytes + content.Length <= MaxBytes ? content : null;
        bytes += message.Content?.Length ?? 0;
    }
}

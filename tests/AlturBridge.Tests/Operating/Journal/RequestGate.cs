using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace AlturBridge.Tests.Operating.Journal;

/// <summary>Holds requests of a kind back until several are under way at once, and keeps the method of every request.</summary>
internal sealed class RequestGate : HttpPipelinePolicy
{
    public const int Width = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int underWay;

    /// <summary>Which requests are held back; null for none.</summary>
    public Func<Request, bool>? Holds { get; set; }

    public bool WasOpened => open.Task.IsCompleted;

    public ConcurrentQueue<RequestMethod> Methods { get; } = new();

    public TableClientOptions Options()
    {
        var options = new TableClientOptions();
        options.AddPolicy(this, HttpPipelinePosition.PerCall);
        return options;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Methods.Enqueue(message.Request.Method);
        if (Holds?.Invoke(message.Request) == true)
        {
            if (Interlocked.Increment(ref underWay) == Width)
            {
                open.TrySetResult();
            }

            await Task.WhenAny(open.Task, Task.Delay(Patience, message.CancellationToken));
            Interlocked.Decrement(ref underWay);
        }

        await ProcessNextAsync(message, pipeline);
    }
}

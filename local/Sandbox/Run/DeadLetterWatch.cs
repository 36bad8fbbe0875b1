using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Sandbox.Run;

/// <summary>Watches the dead-letter queues and reports each dead letter once.</summary>
internal sealed class DeadLetterWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ServiceBusClient client;
    private readonly Action<string, string> tell;
    private readonly HashSet<long> told = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Task loop;

    public DeadLetterWatch(ServiceBusClient client, Action<string, string> tell)
    {
        this.client = client;
        this.tell = tell;
        loop = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                await LookAsync(Queues.Calls);
                await LookAsync(Queues.CallRecords);
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox is stopping.
        }
    }

    private async Task LookAsync(string queue)
    {
        await using var receiver = client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        IReadOnlyList<ServiceBusReceivedMessage> page;

        for (var from = 1L; (
            page = await receiver.PeekMessagesAsync(100, from, stopping.Token)).Count > 0; from = page[^1].SequenceNumber + 1)
        {
            foreach (var message in page.Where(message => told.Add(message.SequenceNumber)))
            {
                tell(CallMessage.LeadIdOf(message), $"{message.DeadLetterReason}. {message.DeadLetterErrorDescription}");
            }
        }
    }
}

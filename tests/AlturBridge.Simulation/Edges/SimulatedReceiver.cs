using AlturBridge.Simulation.Broker;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Simulation.Edges;

/// <summary>Reads a queue's dead letters through the worker's own connection.</summary>
internal sealed class SimulatedReceiver(Simulation simulation, string queue) : ServiceBusReceiver
{
    private readonly Dictionary<ServiceBusReceivedMessage, QueuedMessage> received = [];

    public override async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        var invocation = Invocation.Current;
        var letters = await CrossAsync(Operation.ReceiveDeadLetters, invocation, model => model.ReceiveDeadLetters(maxMessages));
        if (letters.Count == 0 && maxWaitTime is { } wait)
        {
            await Task.Delay(wait, invocation.Worker.Time, cancellationToken);
        }

        return letters.ConvertAll(letter =>
        {
            var message = ReceivedMessage.Of(letter, requiresSession: false);
            received[message] = letter;
            return message;
        });
    }

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        var (letter, token) = Of(message);
        return CrossAsync(Operation.RemoveDeadLetter, For(letter), model =>
        {
            model.RemoveDeadLetter(letter, token);
            simulation.Ledger.Removed(letter);
            return true;
        });
    }

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default)
    {
        var (letter, token) = Of(message);
        return CrossAsync(Operation.GiveBackDeadLetter, For(letter), model =>
        {
            model.GiveBackDeadLetter(letter, token);
            return true;
        });
    }

    public override Task CloseAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private (QueuedMessage Letter, long Token) Of(ServiceBusReceivedMessage message) =>
        (received[message], ReceivedMessage.TokenOf(message));

    /// <summary>A lead's faults also strike when its dead letter is handled.</summary>
    private Invocation For(QueuedMessage letter) =>
        new(Invocation.Current.Worker, simulation.LeadOf(letter.Sent.CorrelationId)) { Order = Invocation.Current };

    private Task<T> CrossAsync<T>(Operation operation, Invocation invocation, Func<ModelQueue, T> effect) =>
        simulation.Edge.CrossAsync(operation, invocation, throughHost: false, () => effect(simulation.Queue(queue)));
}

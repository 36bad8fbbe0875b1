using System.Diagnostics;
using System.Reflection;
using AlturBridge.EmbeddedHost.Clients;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>
/// Runs a function for one message, then settles it like the Functions host: complete if asked to, abandon on an exception.
/// </summary>
public sealed partial class MessageInvoker(IServiceProvider services, ILogger<MessageInvoker> logger)
{
    public async Task InvokeAsync(
        QueueFunction function, ServiceBusReceivedMessage message, ServiceBusReceiver receiver, ServiceBusSessionMessageActions? session,
        CancellationToken stoppingToken)
    {
        var actions = new EmbeddedMessageActions(receiver);
        using var trace = InvocationTrace.Start(function.Name, ActivityKind.Consumer, MessageTrace.Of(message), traceState: null);

        try
        {
            await function.Invoker.InvokeAsync(services, parameter => Bind(parameter, message, actions, session, stoppingToken));
            if (function.Trigger.AutoCompleteMessages && !actions.IsSettled(message))
            {
                await actions.CompleteMessageAsync(message, CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Failed(function.Name, message.MessageId, exception);
            await AbandonAsync(function, message, actions);
        }
    }

    private async Task AbandonAsync(QueueFunction function, ServiceBusReceivedMessage message, EmbeddedMessageActions actions)
    {
        if (actions.IsSettled(message))
        {
            return;
        }

        try
        {
            await actions.AbandonMessageAsync(message, cancellationToken: CancellationToken.None);
        }
        catch (ServiceBusException exception)
        {
            NotAbandoned(function.Name, message.MessageId, exception.Reason);
        }
    }

    private static object? Bind(
        ParameterInfo parameter, ServiceBusReceivedMessage message, EmbeddedMessageActions actions,
        ServiceBusSessionMessageActions? session, CancellationToken stoppingToken) =>
        parameter.ParameterType switch
        {
            var type when type == typeof(ServiceBusReceivedMessage) => message,
            var type when type == typeof(ServiceBusMessageActions) => actions,
            var type when type == typeof(ServiceBusSessionMessageActions) =>
                session ?? throw new InvalidOperationException("Session actions need a trigger with IsSessionsEnabled."),
            var type when type == typeof(CancellationToken) => stoppingToken,
            _ => throw new NotSupportedException(
                $"The embedded host cannot bind the parameter {parameter.Name} of type {parameter.ParameterType.Name}."),
        };

    [LoggerMessage(1, LogLevel.Error, "The function {Function} failed for the message {MessageId}; it will be delivered again")]
    private partial void Failed(string function, string messageId, Exception exception);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "The function {Function} could not give back the message {MessageId} ({Reason}); it comes back when its lock ends")]
    private partial void NotAbandoned(string function, string messageId, ServiceBusFailureReason reason);
}

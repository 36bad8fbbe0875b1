using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.EmbeddedHost.Runner;

public sealed record QueueFunction(string Name, ServiceBusTriggerAttribute Trigger, FunctionInvoker Invoker);

using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.EmbeddedHost.Runner;

public sealed record HttpFunction(string Name, HttpTriggerAttribute Trigger, FunctionInvoker Invoker);

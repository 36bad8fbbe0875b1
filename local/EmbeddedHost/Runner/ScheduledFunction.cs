using NCrontab;

namespace AlturBridge.EmbeddedHost.Runner;

public sealed record ScheduledFunction(string Name, CrontabSchedule Schedule, FunctionInvoker Invoker);

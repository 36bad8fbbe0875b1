using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Tests.Runner;

public sealed class TimerFunction(TimeProvider time)
{
    [Function("EveryNight")]
    public DateTimeOffset Run(string timer) => timer.Length > 0 ? time.GetUtcNow() : default;
}

using System.Globalization;
using AlturBridge.EmbeddedHost.Broker;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.EmbeddedHost;

/// <summary>
/// What tests and load runs do to the embedded broker, by settings below <c>Broker__</c>; without them it answers at once and always.
/// </summary>
/// <param name="Latency">Of each operation.</param>
/// <param name="LockDuration">Of both queues, in place of the one in <c>queues.json</c>.</param>
/// <param name="LoseLockEvery">How often, about, one of the sessions that are held is lost.</param>
/// <param name="FailEvery">How often, about, the broker hangs, or drops all links; the one after the other.</param>
/// <param name="FailFor">How long.</param>
internal sealed record BrokerConditions(
    TimeSpan Latency, TimeSpan? LockDuration, TimeSpan? LoseLockEvery, TimeSpan? FailEvery, TimeSpan FailFor)
{
    public static BrokerConditions From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Broker");
        return new BrokerConditions(
            Read("Latency") ?? TimeSpan.Zero, Read("LockDuration"), Read("LoseLockEvery"), Read("FailEvery"),
            Read("FailFor") ?? TimeSpan.FromSeconds(1));

        TimeSpan? Read(string name) => section[name] is not { Length: > 0 } text ? null
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero && time < TimeSpan.FromDays(1)
            ? time
            : throw new BridgeStartException($"Broker__{name} must be a time of less than a day, such as 00:00:00.015.");
    }

    public QueueDefinition Apply(QueueDefinition queue) => LockDuration is { } duration ? queue with { LockDuration = duration } : queue;
}

using System.Text.Json;
using System.Text.Json.Serialization;
using AlturBridge.Messages;

namespace AlturBridge.Operating.DeadLetters;

[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(DeadLetterGroups))]
[JsonSerializable(typeof(DeadLetterSelection))]
[JsonSerializable(typeof(DeadLetterOutcome))]
[JsonSerializable(typeof(DeliverNowOutcome))]
public sealed partial class DeadLetterJson : JsonSerializerContext
{
    public static DeadLetterJson Readable { get; } = new(JsonStyle.Create());

    /// <summary>For operators' requests: a misspelt name must not be read as a missing filter.</summary>
    public static DeadLetterJson Strict { get; } = new(
        new JsonSerializerOptions(JsonStyle.Create()) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });
}

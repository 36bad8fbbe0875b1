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

    /// <summary>For what operators send: a misspelt name must not pass as a filter that is not there.</summary>
    public static DeadLetterJson Strict { get; } = new(
        new JsonSerializerOptions(JsonStyle.Create()) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });
}

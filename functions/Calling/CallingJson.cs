using System.Text.Json.Serialization;
using AlturBridge.Messages;

namespace AlturBridge.Calling;

[JsonSerializable(typeof(LaneState))]
public sealed partial class CallingJson : JsonSerializerContext
{
    public static CallingJson Readable { get; } = new(JsonStyle.Create());
}

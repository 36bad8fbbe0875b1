using System.Text.Json.Serialization;

namespace AlturBridge.Messages;

[JsonSerializable(typeof(CallRequest))]
public sealed partial class MessageJson : JsonSerializerContext
{
    public static MessageJson Readable { get; } = new(JsonStyle.Create());
}

using System.Text.Json.Serialization;
using AlturBridge.Messages;

namespace AlturBridge.Operating.Status;

[JsonSerializable(typeof(StatusReport))]
public sealed partial class StatusJson : JsonSerializerContext
{
    public static StatusJson Readable { get; } = new(JsonStyle.Create());
}

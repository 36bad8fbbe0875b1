using System.Text.Json.Serialization;
using AlturBridge.Messages;

namespace AlturBridge.Operating;

[JsonSerializable(typeof(HealthReport))]
internal sealed partial class OperatingJson : JsonSerializerContext
{
    public static OperatingJson Readable { get; } = new(JsonStyle.Create());
}

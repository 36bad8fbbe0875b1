using System.Text.Json.Serialization;
using AlturBridge.Messages;

namespace AlturBridge.Receiving;

[JsonSerializable(typeof(LeadReceipt))]
[JsonSerializable(typeof(LeadPreview))]
public sealed partial class ReceivingJson : JsonSerializerContext
{
    public static ReceivingJson Readable { get; } = new(JsonStyle.Create());
}

using System.Text.Json.Serialization;
using AlturBridge.Messages;

namespace AlturBridge.Operating.DoNotCall;

[JsonSerializable(typeof(ListedNumber))]
[JsonSerializable(typeof(DoNotCallImport))]
public sealed partial class DoNotCallJson : JsonSerializerContext
{
    public static DoNotCallJson Readable { get; } = new(JsonStyle.Create());
}

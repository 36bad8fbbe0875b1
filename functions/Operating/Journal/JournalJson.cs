using System.Text.Json.Serialization;
using AlturBridge.Messages;

namespace AlturBridge.Operating.Journal;

[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(LeadList))]
[JsonSerializable(typeof(LeadReport))]
public sealed partial class JournalJson : JsonSerializerContext
{
    public static JournalJson Readable { get; } = new(JsonStyle.Create());
}

using System.Text.Json;
using System.Text.Json.Serialization;
using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;
using AlturBridge.Operating.Journal;

namespace AlturBridge.Operating;

[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(LeadList))]
[JsonSerializable(typeof(LeadReport))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(DeadLetterGroups))]
[JsonSerializable(typeof(DeadLetterSelection))]
[JsonSerializable(typeof(DeadLetterOutcome))]
public sealed partial class OperatingJson : JsonSerializerContext
{
    public static OperatingJson Readable { get; } = new(Create());

    /// <summary>For what operators send: a misspelt name must not pass as a filter that is not there.</summary>
    public static OperatingJson Strict { get; } = new(new JsonSerializerOptions(Create()) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });

    private static JsonSerializerOptions Create()
    {
        var options = JsonStyle.Create();
        options.Converters.Add(new JsonStringEnumConverter<LeadEventKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<LeadState>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<WasCalled>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        return options;
    }
}

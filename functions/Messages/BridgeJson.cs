using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AlturBridge.Calling;
using AlturBridge.Health;
using AlturBridge.Receiving;

namespace AlturBridge.Messages;

/// <summary>The one JSON context: everything the bridge writes.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CallRequest))]
[JsonSerializable(typeof(LaneState))]
[JsonSerializable(typeof(LeadReceipt))]
[JsonSerializable(typeof(LeadPreview))]
[JsonSerializable(typeof(HealthReport))]
public sealed partial class BridgeJson : JsonSerializerContext
{
    /// <summary>Names are written as people write them: nothing here is embedded in HTML.</summary>
    public static BridgeJson Readable { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlturBridge.Messages;

/// <summary>How every JSON context of the bridge writes.</summary>
public static class JsonStyle
{
    /// <summary>
    /// Text stays readable: nothing here is embedded in HTML. A context owns its options, so each needs a new instance.
    /// </summary>
    public static JsonSerializerOptions Create() => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlturBridge.Calling.Rules;

/// <summary>The history as base64.</summary>
public sealed class CallHistoryConverter : JsonConverter<CallHistory>
{
    public override CallHistory Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            && reader.TryGetBytesFromBase64(out var bytes) && CallHistory.FromBytes(bytes) is { } history
            ? history
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, CallHistory value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.ToBytes());
}

using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AlturBridge.Sandbox.Simulation;

/// <summary>A Call record with every field that Altur documents, in the documented order. Which fields are empty for a newly queued call
/// is not documented: null times and zero durations are a guess.</summary>
internal static class SimulatedCall
{
    // Non-ASCII letters stay unescaped, as most servers write them: whoever forwards a record must not assume ASCII.
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Record(Guid id, CallRequestBody request, DateTimeOffset createdAt)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Unescaped))
        {
            var now = createdAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            json.WriteStartObject();
            json.WriteString("id", id);
            WriteThread(json, request, now);
            json.WriteString("type", "outbound");
            json.WriteString("status", "queued");
            json.WriteString("answered_by", "unknown");
            json.WriteString("created_at", now);
            json.WriteNull("started_at");
            json.WriteNull("ended_at");
            json.WriteNumber("duration", 0);
            json.WriteNumber("billable_duration", 0);
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private static void WriteThread(Utf8JsonWriter json, CallRequestBody request, string now)
    {
        json.WriteStartObject("thread");
        json.WriteString("id", Guid.NewGuid());
        WriteObject(json, "agent", ("id", request.AgentId), ("name", "Sandbox agent"));
        WriteObject(
            json,
            "end_user",
            ("id", NewId()),
            ("display_name", request.DisplayName ?? ""),
            ("integration_type", "api"),
            ("info", request.Context ?? ""));
        WriteObject(json, "integration", ("id", NewId()), ("type", "api"));
        json.WriteString("updated_at", now);
        json.WriteBoolean("active", true);
        json.WriteBoolean("blocked", false);
        json.WriteStartArray("tags");
        WriteObject(json, null, ("id", NewId()), ("name", "sandbox"), ("color", "blue"));
        json.WriteEndArray();
        json.WriteStartArray("assigned_to");
        WriteObject(
            json, null, ("id", NewId()), ("email", "agent@example.com"), ("first_name", "Sandbox"), ("last_name", "Simulation"));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, string? name, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartObject();
        foreach (var member in members)
        {
            json.WriteString(member.Name, member.Value);
        }

        json.WriteEndObject();
    }

    private static string NewId() => Guid.NewGuid().ToString();
}

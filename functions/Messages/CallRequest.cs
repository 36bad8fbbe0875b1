using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlturBridge.Messages;

/// <summary>
/// The body of <c>POST /call</c>. The <c>calls</c> queue holds it exactly as Altur will receive it; empty optional fields are omitted.
/// </summary>
public sealed record CallRequest
{
    /// <summary>The agent that will speak: a version 4 UUID.</summary>
    [JsonPropertyName("agent_id")]
    public required string AgentId { get; init; }

    /// <summary>The number to call, in E.164 form.</summary>
    [JsonPropertyName("phone_number_to")]
    public required string PhoneNumberTo { get; init; }

    [JsonPropertyName("end_user_display_name")]
    public string? EndUserDisplayName { get; init; }

    [JsonPropertyName("end_user_context")]
    public string? EndUserContext { get; init; }

    [JsonPropertyName("initial_message")]
    public string? InitialMessage { get; init; }

    /// <summary>Exactly what will be sent to Altur.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, MessageJson.Readable.CallRequest);
}

using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Sandbox.Simulation;

/// <summary>The body of a <c>POST /call</c>, and why Altur would refuse it; null if it would not.</summary>
internal sealed partial record CallRequestBody(
    string? AgentId = null, string? PhoneNumberTo = null, string? DisplayName = null, string? Context = null, Answer? Refusal = null)
{
    private static readonly string[] Optional = ["end_user_display_name", "end_user_context", "initial_message"];

    public static CallRequestBody Of(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(Utf8.IsValid(body.Span) ? body : default);
            return Of(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter comes from a string with half an escaped surrogate pair, noticed only when it is read.
            return new CallRequestBody(Refusal: Answer.Error(StatusCodes.Status400BadRequest, "The body is not JSON in UTF-8."));
        }
    }

    private static CallRequestBody Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return new CallRequestBody(Refusal: Unprocessable("The body must be a JSON object."));
        }

        var reading = new CallRequestBody(
            Text(root, "agent_id"), Text(root, "phone_number_to"), Text(root, Optional[0]), Text(root, Optional[1]));
        return reading with { Refusal = reading.Flaw(root) is { } flaw ? Unprocessable(flaw) : null };
    }

    private string? Flaw(JsonElement root)
    {
        if (!Guid.TryParseExact(AgentId, "D", out var agent) || agent is not { Version: 4, Variant: >= 8 and <= 11 })
        {
            return root.TryGetProperty("agent_id", out _) ? "agent_id must be a UUID of version 4." : "agent_id is required.";
        }

        if (PhoneNumberTo is null || !E164().IsMatch(PhoneNumberTo))
        {
            return root.TryGetProperty("phone_number_to", out _) ? "phone_number_to must be in E.164." : "phone_number_to is required.";
        }

        return Array.Find(Optional, name => root.TryGetProperty(name, out _) && Text(root, name) is null) is { } wrong
            ? $"{wrong} must be a string."
            : null;
    }

    private static string? Text(JsonElement root, string name)
    {
        return root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private static Answer Unprocessable(string detail) => Answer.Error(StatusCodes.Status422UnprocessableEntity, detail);

    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();
}

using System.Text.Json;
using System.Text.Unicode;

namespace AlturBridge.Messages;

/// <summary>
/// Reads a call request from bytes nobody has checked: an HTTP body, or a message that anyone may have put on the queue.
/// Fields Altur does not document are ignored.
/// </summary>
public static class CallRequestReader
{
    /// <summary>Half of what a message holds: a copy of the lead must have room for the bridge's own properties.</summary>
    private const int MaxBytes = 128 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <param name="json">UTF-8, with or without a byte order mark.</param>
    public static CallRequestResult Read(ReadOnlyMemory<byte> json)
    {
        json = WithoutByteOrderMark(json);
        if (json.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return new CallRequestResult.Unreadable("The body is empty: send a JSON object with agent_id and phone_number_to.");
        }

        if (json.Length > MaxBytes)
        {
            return new CallRequestResult.Unreadable($"The body is larger than {MaxBytes / 1024} KB: shorten end_user_context.");
        }

        if (!Utf8.IsValid(json.Span))
        {
            return new CallRequestResult.Unreadable("The body is not valid UTF-8: send JSON encoded as UTF-8.");
        }

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? ReadFields(document.RootElement)
                : new CallRequestResult.Unreadable(
                    "The body must be one JSON object: send one lead per request, as {\"phone_number_to\": \"+12025550143\", …}.");
        }
        catch (JsonException exception)
        {
            return new CallRequestResult.Unreadable($"The body is not the JSON expected here: {Reason(exception)}");
        }
        catch (InvalidOperationException)
        {
            return new CallRequestResult.Unreadable(
                "A field's name holds half of a \\u surrogate pair: send both halves or the character itself.");
        }
    }

    private static CallRequestResult ReadFields(JsonElement root)
    {
        var problems = new List<string>();
        var request = new CallRequest
        {
            AgentId = Text(root, "agent_id", problems) ?? string.Empty,
            PhoneNumberTo = Text(root, "phone_number_to", problems) ?? string.Empty,
            EndUserDisplayName = Text(root, "end_user_display_name", problems),
            EndUserContext = Text(root, "end_user_context", problems),
            InitialMessage = Text(root, "initial_message", problems),
        };

        if (problems.Count == 0)
        {
            problems.AddRange(CallRequestRules.Problems(request));
        }

        return problems.Count == 0 ? new CallRequestResult.Valid(request) : new CallRequestResult.Invalid(problems);
    }

    private static string? Text(JsonElement root, string name, List<string> problems)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            problems.Add($"{name} must be a string in double quotes, not {Kind(value.ValueKind)}.");
            return null;
        }

        try
        {
            return value.GetString()!.Trim() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            problems.Add($"{name} holds half of a \\u surrogate pair: send both halves or the character itself.");
            return null;
        }
    }

    private static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };

    /// <summary>
    /// The parser's own message quotes the offending text, which may be part of a lead: only the position is passed on.
    /// </summary>
    private static string Reason(JsonException exception) =>
        exception.LineNumber is { } line && exception.BytePositionInLine is { } position
            ? $"look at line {line + 1}, byte {position + 1}; it must be valid JSON, no property twice, at most {Strict.MaxDepth} "
                + "levels deep."
            : $"it must be valid JSON, no property twice, at most {Strict.MaxDepth} levels deep.";

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}

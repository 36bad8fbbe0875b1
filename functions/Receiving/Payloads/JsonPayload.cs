using System.Text.Json;

namespace AlturBridge.Receiving.Payloads;

/// <summary>Strict JSON: no duplicate properties, no comments, nothing after the value, at most 32 levels deep.</summary>
internal static class JsonPayload
{
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>A sentence about these bytes begins with <paramref name="what"/>, such as "The body".</summary>
    /// <exception cref="UnreadablePayloadException">They are not strict JSON in UTF-8, without a byte order mark.</exception>
    public static object? Read(ReadOnlyMemory<byte> json, string what, ValueBudget budget) => Parse(what, () =>
    {
        using var document = JsonDocument.Parse(json, Strict);
        return Model(document.RootElement, budget);
    });

    /// <exception cref="UnreadablePayloadException">What is parsed is not strict JSON.</exception>
    public static T Parse<T>(string what, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The parser's own message quotes the offending text, which may be part of a lead: only the position is passed on.
            var place = exception is JsonException { LineNumber: { } line, BytePositionInLine: { } position }
                ? $"look at line {line + 1}, byte {position + 1}; "
                : string.Empty;
            throw new UnreadablePayloadException(
                $"{what} is not the JSON expected here: {place}it must be valid JSON in UTF-8, without half a \\u surrogate pair, no "
                + $"property twice, at most {Strict.MaxDepth} levels deep.", exception);
        }
    }

    /// <summary>Recursion is safe: the parser has counted the levels.</summary>
    public static object? Model(JsonElement value, ValueBudget budget)
    {
        budget.Spend();
        return value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject()
                .ToDictionary(member => member.Name, member => Model(member.Value, budget), StringComparer.Ordinal),
            JsonValueKind.Array => value.EnumerateArray().Select(item => Model(item, budget)).ToList(),
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => new JsonNumber(value.GetRawText()),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
    }
}

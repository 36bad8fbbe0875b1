using System.Text.Json;

namespace AlturBridge.Messages;

/// <summary>Altur's Call record, of which the bridge reads as little as possible.</summary>
public static class CallRecord
{
    public static bool IsJsonObject(BinaryData record)
    {
        try
        {
            using var document = JsonDocument.Parse(record);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <returns>The call's id at Altur, or null where the record names none.</returns>
    public static string? IdOf(BinaryData record)
    {
        using var document = JsonDocument.Parse(record);

        try
        {
            return document.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                ? Printable.Of(id.GetString()!)
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8. The call is placed: its record is handed on as it is.
            return null;
        }
    }
}

using System.Text.Json;

namespace AlturBridge.Messages;

/// <summary>Altur's Call record; the bridge reads as little of it as possible.</summary>
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

    /// <returns>The call's id at Altur, or null if the record has none.</returns>
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
            // Half of a surrogate pair, or bytes that are not UTF-8. The call is placed: its record is forwarded unchanged.
            return null;
        }
    }
}

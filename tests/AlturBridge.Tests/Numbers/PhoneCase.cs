using System.Text.Json;
using AlturBridge.Numbers;

namespace AlturBridge.Tests.Numbers;

/// <summary>One recorded case of TestData/crm/phone_cases.json. A JSON number arrives as its raw text.</summary>
public sealed record PhoneCase(string? Text, PhoneOptions Options, string? E164, string? Refusal)
{
    private static readonly JsonElement Recorded =
        JsonDocument.Parse(File.ReadAllBytes(
            Path.Combine(AppContext.BaseDirectory, "TestData", "crm", "phone_cases.json"))).RootElement.GetProperty("cases");

    public static int Count => Recorded.GetArrayLength();

    public static PhoneCase At(int index)
    {
        var recorded = Recorded[index];
        var options = new PhoneOptions { Region = TextOf(recorded, "region"), DropExtension = recorded.TryGetProperty(
            "drop_extension", out _) };
        if (recorded.TryGetProperty("allowed_calling_codes", out var codes))
        {
            codes.EnumerateArray().Select(static code => code.GetString()!).ToList().ForEach(options.AllowedCallingCodes.Add);
        }

        var input = recorded.GetProperty("input");
        return new(
            input.ValueKind == JsonValueKind.Number ? input.GetRawText() : input.GetString(),
            options,
            TextOf(recorded, "e164"),
            TextOf(recorded, "refuse"));
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}

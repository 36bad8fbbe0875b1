using System.Text.Json;
using AlturBridge.Receiving.Phones;

namespace AlturBridge.Tests.Receiving.Phones;

/// <summary>One recorded case of TestData/crm/phone_cases.json. A JSON number arrives as its raw text.</summary>
public sealed record PhoneCase(string? Text, PhoneOptions Options, string? E164, string? Refusal)
{
    private static readonly JsonElement Recorded =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "TestData", "crm", "phone_cases.json"))).RootElement;

    public static int Count => Recorded.GetProperty("cases").GetArrayLength();

    public static PhoneCase At(int index)
    {
        var recorded = Recorded.GetProperty("cases")[index];
        var options = OptionsOf(Recorded.GetProperty("configs").GetProperty(recorded.GetProperty("config").GetString()!));
        options.OnExtension = TextOf(recorded, "on_extension") == "drop" ? ExtensionHandling.Drop : ExtensionHandling.Refuse;
        AddTexts(options.AllowedCallingCodes, recorded, "allowed_calling_codes");
        var input = recorded.GetProperty("input");

        return new(
            input.ValueKind == JsonValueKind.Number ? input.GetRawText() : input.GetString(),
            options,
            TextOf(recorded, "e164"),
            TextOf(recorded, "refuse"));
    }

    private static PhoneOptions OptionsOf(JsonElement config)
    {
        var options = new PhoneOptions { DefaultCallingCode = TextOf(config, "default_calling_code"), TrunkPrefix = TextOf(config, "trunk_prefix") };
        foreach (var length in config.GetProperty("national_lengths").EnumerateArray())
        {
            options.NationalLengths.Add(length.GetInt32());
        }

        AddTexts(options.InternationalPrefixes, config, "international_prefixes");
        return options;
    }

    private static void AddTexts(IList<string> texts, JsonElement element, string name)
    {
        if (element.TryGetProperty(name, out var items))
        {
            foreach (var item in items.EnumerateArray())
            {
                texts.Add(item.GetString()!);
            }
        }
    }

    private static string? TextOf(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlturBridge.Numbers;

namespace AlturBridge.Sandbox.Run;

/// <summary>Invented people with numbers that ring nowhere: 555-0100 to 555-0199 in North American area codes.</summary>
public static class SampleLeads
{
    /// <summary>How many such numbers there are.</summary>
    public const int Most = 30_000;

    public const string AgentId = "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34";

    private const string Altur = "sample_json";
    private const string HubSpot = "sample_hubspot";
    private const string Typeform = "sample_typeform";
    private const string TypeformSecret = "9f2kQ7vXw4mZ8tRb3nLpC6hD";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Names =
    [
        "Hiroshi Tanaka", "Marisol O'Brien Ibáñez", "Amadou Diallo", "Zoë Lindqvist", "Priya Raghunathan", "Tomasz Żółkiewski",
        "Ana Sofía Núñez", "Kwame Mensah",
    ];

    private static int[] AreaCodes { get; } =
        [.. Enumerable.Range(201, 799).Where(
            area => NumberingPlans.TypeOf(string.Create(CultureInfo.InvariantCulture, $"1{area}5550100")) == NumberType.Fixed)];

    /// <summary>
    /// Settings for the sources they are posted to, as one would connect these CRMs, and for the one the user is asked to try. The names
    /// do not clash with the user's own sources.
    /// </summary>
    public static IReadOnlyDictionary<string, string?> Sources { get; } = new Dictionary<string, string?>
    {
        ["Sources__json__Preset"] = "json",
        [$"Sources__{Altur}__Preset"] = "json",
        [$"Sources__{HubSpot}__Preset"] = "hubspot-workflow",
        [$"Sources__{Typeform}__Preset"] = "typeform",
        [$"Sources__{Typeform}__Secrets__0"] = TypeformSecret,
    };

    /// <param name="count">From 1 to <see cref="Most"/>.</param>
    /// <param name="run">Distinguishes this run's events from another's.</param>
    public static IEnumerable<SampleLead> Create(int count, string run) => Enumerable.Range(0, count).Select(index => Lead(index, run));

    public static string PhoneNumber(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"+1{AreaCodes[index / 100]}5550{100 + (index % 100)}");

    private static SampleLead Lead(int index, string run)
    {
        var name = index < Names.Length
            ? Names[index]
            : string.Create(CultureInfo.InvariantCulture, $"{Names[index % Names.Length]} {index + 1}");
        var phone = PhoneNumber(index);
        var key = string.Create(CultureInfo.InvariantCulture, $"{run}-{index + 1}");

        return index switch
        {
            0 => new(name, phone, "Salesforce Flow", Altur, Write(SalesforceFlow(name, phone)), key),
            1 => new(name, phone, "HubSpot workflow", HubSpot, Write(HubSpotContact(name, phone)), key),
            2 => Signed(new(name, phone, "Typeform, signed", Typeform, Write(TypeformResponse(name, phone, key)), key)),
            3 => new(name, phone, "number only", Altur, Write(new() { ["phone_number_to"] = phone }), key),
            _ => new(
                name,
                phone,
                "CRM",
                Altur,
                Write(new() { ["phone_number_to"] = phone, ["end_user_display_name"] = name, ["end_user_context"] = $"Lead {index + 1}" }),
                key),
        };
    }

    /// <summary>All of Altur's own field names, as an HTTP callout of a Salesforce Flow would send them.</summary>
    private static JsonObject SalesforceFlow(string name, string phone) => new()
    {
        ["agent_id"] = AgentId,
        ["phone_number_to"] = phone,
        ["end_user_display_name"] = name,
        ["end_user_context"] = "Asked for a demo of the \"Pro\" plan on the pricing page. Company: Example Robotics. Prefers mornings.",
        ["initial_message"] = $"Hello {name.Split(' ')[0]}, you asked us to call about a demo. Is now a good time?",
    };

    /// <summary>What the action "Send a webhook" sends: each property as a separate object.</summary>
    private static JsonObject HubSpotContact(string name, string phone) => new()
    {
        ["vid"] = 4711,
        ["properties"] = new JsonObject
        {
            ["firstname"] = new JsonObject { ["value"] = name.Split(' ', 2)[0] },
            ["lastname"] = new JsonObject { ["value"] = name.Split(' ', 2)[1] },
            ["phone"] = new JsonObject { ["value"] = phone },
            ["message"] = new JsonObject { ["value"] = "Please call me about the Pro plan." },
        },
    };

    private static JsonObject TypeformResponse(string name, string phone, string token) => new()
    {
        ["event_type"] = "form_response",
        ["form_response"] = new JsonObject
        {
            ["token"] = token,
            ["answers"] = new JsonArray(
                new JsonObject { ["type"] = "text", ["text"] = name, ["field"] = new JsonObject { ["ref"] = "name" } },
                new JsonObject { ["type"] = "phone_number", ["phone_number"] = phone, ["field"] = new JsonObject { ["ref"] = "phone" } }),
        },
    };

    private static SampleLead Signed(SampleLead lead) => lead with
    {
        Signature = ("Typeform-Signature", $"sha256={SignatureOf(lead.Body)}"),
    };

    private static string Write(JsonObject body) => body.ToJsonString(Readable);

    private static string SignatureOf(string body) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(TypeformSecret), Encoding.UTF8.GetBytes(body)));
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlturBridge.Sandbox.Run;

/// <summary>Invented people with numbers that ring nowhere: 555-0100 to 555-0199 of North American area codes.</summary>
public static class SampleLeads
{
    /// <summary>How many such numbers there are.</summary>
    public const int Most = 80_000;

    /// <summary>The source they are posted to.</summary>
    public const string Source = "json";

    public const string AgentId = "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Names =
    [
        "Hiroshi Tanaka", "Marisol O'Brien Ibáñez", "Amadou Diallo", "Zoë Lindqvist", "Priya Raghunathan", "Tomasz Żółkiewski", "Ana Sofía Núñez", "Kwame Mensah",
    ];

    /// <param name="count">From 1 to <see cref="Most"/>.</param>
    /// <param name="run">Tells the events of this run from those of another.</param>
    public static IEnumerable<SampleLead> Create(int count, string run) => Enumerable.Range(0, count).Select(index => Lead(index, run));

    public static string PhoneNumber(int index) => string.Create(CultureInfo.InvariantCulture, $"+1{200 + (index / 100)}5550{100 + (index % 100)}");

    private static SampleLead Lead(int index, string run)
    {
        var name = index < Names.Length ? Names[index] : string.Create(CultureInfo.InvariantCulture, $"{Names[index % Names.Length]} {index + 1}");
        var phone = PhoneNumber(index);
        var key = string.Create(CultureInfo.InvariantCulture, $"{run}-{index + 1}");

        return index switch
        {
            0 => new(name, phone, "Salesforce Flow", Write(SalesforceFlow(name, phone)), key),
            1 => new(name, phone, "web form", Write(new() { ["phone_number_to"] = phone, ["end_user_display_name"] = name }), key),
            2 => new(name, phone, "number only", Write(new() { ["phone_number_to"] = phone }), key),
            _ => new(name, phone, "CRM", Write(new() { ["phone_number_to"] = phone, ["end_user_display_name"] = name, ["end_user_context"] = $"Lead {index + 1}" }), key),
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

    private static string Write(JsonObject body) => body.ToJsonString(Readable);
}

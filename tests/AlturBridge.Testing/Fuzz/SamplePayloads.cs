using System.Text;

namespace AlturBridge.Testing.Fuzz;

/// <summary>Payloads as CRMs send them: their mutations get further than noise.</summary>
internal static class SamplePayloads
{
    private const string Folder = "samples/";

    private static readonly Dictionary<string, string[]> Recorded = new(StringComparer.Ordinal)
    {
        ["activecampaign"] = ["activecampaign_subscribe.form.txt"],
        ["cloudevents"] = ["cloudevents_structured.json", "cloudevents_binary.http"],
        ["event-grid"] = ["eventgrid_events.json", "eventgrid_validation.json"],
        ["gohighlevel-workflow"] = ["gohighlevel_app_contact_create.json", "gohighlevel_workflow_contact.json"],
        ["hubspot-app"] = ["hubspot_app_subscriptions.json"],
        ["hubspot-workflow"] = ["hubspot_workflow_contact_all_properties.json", "hubspot_workflow_custom_body.json"],
        ["make"] = ["make_post.json", "meta_lead_graph_response.json"],
        ["meta-lead-ads"] = ["meta_leadgen_notification.json"],
        ["pipedrive"] = ["pipedrive_v2_person_create.json", "pipedrive_v2_lead_create_no_phone.json"],
        ["salesforce-flow"] = ["salesforce_flow_http_callout.json"],
        ["salesforce-outbound-message"] = ["salesforce_outbound_message.xml"],
        ["standard-webhooks"] = ["standard_webhooks_event.json"],
        ["typeform"] = ["typeform_form_response.json"],
        ["zapier"] = ["zapier_post.json"],
        ["zoho"] = ["zoho_raw.json", "zoho_form_plus_not_encoded.txt"],
    };

    /// <summary>For presets without a recorded payload.</summary>
    private static readonly Dictionary<string, string> Written = new(StringComparer.Ordinal)
    {
        ["json"] = """[{"phone_number_to":"+12025550143","end_user_display_name":"Zoe Lindqvist","end_user_context":"Asked for a demo","initial_message":"Hello"}]""",
        ["close"] = """{"event":{"id":"ev_1","action":"created","object_type":"lead","data":{"name":"Bruce Wayne","description":"Asked for a demo","contacts":[{"name":"Bruce","phones":[{"phone":"+12025550143"}]}]}}}""",
        ["calendly"] = """{"event":"invitee.created","payload":{"uri":"https://example.com/1","name":"Ana","text_reminder_number":"+1 202 555 0143","questions_and_answers":[{"question":"Why?","answer":"Demo"}],"scheduled_event":{"start_time":"2026-01-01T09:00:00Z","location":{"type":"outbound_call","location":"+12025550144"}}}}""",
        ["pipedrive-v1"] = """{"meta":{"action":"added","webhook_id":"7","timestamp_micro":1523440213384700,"id":4},"current":{"name":"Ana","phone":[{"value":"202 555 0143","primary":true}]}}""",
    };

    public static (IReadOnlyList<(string Name, string Value)> Headers, byte[] Body) Any(string preset, Random random)
    {
        if (!Recorded.TryGetValue(preset, out var files))
        {
            return ([("Content-Type", "application/json")], Encoding.UTF8.GetBytes(Written.GetValueOrDefault(preset, Written["json"])));
        }

        var file = files[random.Next(files.Length)];
        var bytes = Bytes(file);
        return file.EndsWith(".http", StringComparison.Ordinal) ? Parse(bytes) : (Headers(preset, file), bytes);
    }

    private static (string Name, string Value)[] Headers(string preset, string file) =>
    [
        ("Content-Type", file switch
        {
            _ when file.EndsWith(".xml", StringComparison.Ordinal) => "text/xml; charset=utf-8",
            _ when file.EndsWith(".txt", StringComparison.Ordinal) => "application/x-www-form-urlencoded",
            _ when preset == "cloudevents" => "application/cloudevents+json",
            _ => "application/json",
        }),
        .. preset == "event-grid" ? new[] { (
            "aeg-event-type", file.Contains("validation", StringComparison.Ordinal) ? "SubscriptionValidation" : "Notification") } : [],
    ];

    /// <summary>A whole request: its headers, a blank line, its body.</summary>
    private static ((string Name, string Value)[] Headers, byte[] Body) Parse(byte[] request)
    {
        var end = request.AsSpan().IndexOf("\r\n\r\n"u8);
        var headers = Encoding.UTF8.GetString(request, 0, end)
            .Split("\r\n")
            .Skip(1)
            .Select(line => line.Split(": ", 2))
            .Select(parts => (parts[0], parts[1]))
            .Where(header => header.Item1 != "Host");
        return ([.. headers], request[(end + 4)..]);
    }

    private static byte[] Bytes(string file)
    {
        using var resource = typeof(SamplePayloads).Assembly.GetManifestResourceStream(Folder + file)
            ?? throw new InvalidOperationException($"There is no sample {file}.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}

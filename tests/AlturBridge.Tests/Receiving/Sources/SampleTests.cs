using System.Text;
using System.Text.Json.Nodes;
using AlturBridge.Receiving.Sources;

namespace AlturBridge.Tests.Receiving.Sources;

/// <summary>Each recorded payload, through the preset of its sender, becomes the call requests that the manifest expects.</summary>
public sealed class SampleTests
{
    private const string AgentId = "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34";
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "TestData", "crm");

    public static TheoryData<string, string, string?> Samples => new()
    {
        { "activecampaign_subscribe.form.txt", "activecampaign", null },
        { "calendly_invitee_created.json", "calendly", null },
        { "close_contact_created.json", "close", null },
        { "cloudevents_binary.http", "cloudevents", null },
        { "cloudevents_structured.json", "cloudevents", null },
        { "eventgrid_events.json", "event-grid", "aeg-event-type: Notification" },
        { "gohighlevel_app_contact_create.json", "gohighlevel-workflow", null },
        { "gohighlevel_workflow_contact.json", "gohighlevel-workflow", null },
        { "hubspot_app_subscriptions.json", "hubspot-app", null },
        { "hubspot_workflow_contact_all_properties.json", "hubspot-workflow", null },
        { "hubspot_workflow_custom_body.json", "hubspot-workflow", null },
        { "json_lead_list.json", "json", null },
        { "make_post.json", "make", null },
        { "meta_lead_graph_response.json", "make", null },
        { "meta_leadgen_notification.json", "meta-lead-ads", null },
        { "pipedrive_v1_person_added.json", "pipedrive-v1", null },
        { "pipedrive_v2_lead_create_no_phone.json", "pipedrive", null },
        { "pipedrive_v2_person_create.json", "pipedrive", null },
        { "salesforce_flow_http_callout.json", "salesforce-flow", null },
        { "salesforce_outbound_message.xml", "salesforce-outbound-message", null },
        { "standard_webhooks_event.json", "standard-webhooks", null },
        { "typeform_form_response.json", "typeform", null },
        { "zapier_post.json", "zapier", null },
        { "zoho_form_plus_not_encoded.txt", "zoho", null },
        { "zoho_raw.json", "zoho", null },
    };

    /// <summary>What a user sets where the sender lets its users choose names.</summary>
    private static readonly Dictionary<string, (string Name, string Value)[]> Overrides = new(StringComparer.Ordinal)
    {
        ["meta_lead_graph_response.json"] =
        [
            (
                "Sources__crm__Fields__phone_number_to",
                "{% assign phone = item.field_data | find: 'name', 'phone_number' %}{{ phone.values[0] }}"),
            (
                "Sources__crm__Fields__end_user_display_name",
                "{% assign name = item.field_data | find: 'name', 'full_name' %}{{ name.values[0] }}"),
        ],
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_becomes_the_calls_it_should(string file, string preset, string? header)
    {
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "manifest.json")))!["samples"]!.AsArray()
            .Single(entry => Text(entry!, "file") == file)!;
        var (body, headers) = Request(file, Text(sample, "content_type")!, header);

        foreach (var expected in sample["expect"]!.AsArray())
        {
            using var intake = new LeadIntake(
                Unproven(preset, Text(expected!, "phone_config") ?? Text(sample, "phone_config")!, file), AgentId);
            var answer = await intake.PreviewAsync(body, "crm", headers);
            var lead = answer.Json["leads"]!.AsArray()[expected!["index"]?.GetValue<int>() ?? 0]!;

            if (Text(expected, "refuse") is { } reason)
            {
                Assert.Contains(reason == "missing" ? "is missing" : reason, Text(lead, "refused"), StringComparison.Ordinal);
                continue;
            }

            Assert.Equal((Text(expected, "e164"), AgentId), (Text(lead["call"]!, "phone_number_to"), Text(lead["call"]!, "agent_id")));
            Assert.Equal(
                Text(expected, "display_name") ?? Text(lead["call"]!, "end_user_display_name"),
                Text(lead["call"]!, "end_user_display_name"));
            Assert.Equal(Text(expected, "context") ?? Text(lead["call"]!, "end_user_context"), Text(lead["call"]!, "end_user_context"));
        }
    }

    [Fact]
    public void Each_preset_has_a_sample()
    {
        Assert.Equal(SourceLayers.Presets.Names, Samples.Select(row => (string)row[1]).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("activecampaign_subscribe.form.txt", "activecampaign", "42/subscribe/2026-01-15T04:00:00-06:00")]
    [InlineData(
        "calendly_invitee_created.json",
        "calendly",
        "invitee.created/https:%2F%2Fapi.calendly.com%2Fscheduled_events%2FE1%2Finvitees%2FI1")]
    [InlineData("close_contact_created.json", "close", "cont_BwlwYQkExample")]
    [InlineData("cloudevents_structured.json", "cloudevents", "%2Fcrm%2Fexample%2Fleads/A234-1234-1234")]
    [InlineData("gohighlevel_app_contact_create.json", "gohighlevel-workflow", "5f1d3a52-0000-4000-8000-000000000002")]
    [InlineData("gohighlevel_workflow_contact.json", "gohighlevel-workflow", "5f1d3a52")]
    [InlineData("hubspot_app_subscriptions.json", "hubspot-app", "22/3816279480")]
    [InlineData("make_post.json", "make", "8d9a6c0f1f3b4e/12025550112")]
    [InlineData("pipedrive_v1_person_added.json", "pipedrive-v1", "4710827/1768471200461233/8")]
    [InlineData("pipedrive_v2_person_create.json", "pipedrive", "5359a602-0000-4000-8000-ccaa762bd722")]
    [InlineData("salesforce_flow_http_callout.json", "salesforce-flow", "4f1c2ab0b9d5a6f1e0a-7c3d/00Q5e00000ABcDEEA1")]
    [InlineData("salesforce_outbound_message.xml", "salesforce-outbound-message", "04l5e000000TEST1AAA")]
    [InlineData("typeform_form_response.json", "typeform", "a3a12ec67a1365927098a606107fac15")]
    [InlineData("zapier_post.json", "zapier", "01J0EXAMPLE/12025550109")]
    public async Task The_key_is_the_one_that_survives_a_retry(string file, string preset, string key)
    {
        using var intake = new LeadIntake(
            Unproven(preset, preset.StartsWith("salesforce-out", StringComparison.Ordinal) ? "MX" : "US", file), AgentId);
        var contentType = file.EndsWith(".xml", StringComparison.Ordinal) ? "text/xml" : file.Contains(
            "form.txt", StringComparison.Ordinal) ? "application/x-www-form-urlencoded" : "application/cloudevents+json";
        var (body, headers) = Request(file, contentType, null);
        var answer = await intake.PreviewAsync(body, "crm", headers);

        Assert.Equal(key, Text(answer.Json["leads"]!.AsArray().First(lead => lead!["call"] is not null)!, "dedup_key"));
    }

    [Fact]
    public async Task An_event_without_a_number_says_where_to_get_one()
    {
        using var intake = new LeadIntake(Unproven("pipedrive", "US", string.Empty), AgentId);
        var answer = await intake.PreviewAsync(Request("pipedrive_v2_lead_create_no_phone.json", "application/json", null).Body, "crm");

        Assert.Contains("use the event person.create", Text(answer.Json["leads"]![0]!, "refused"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_without_a_number_are_skipped_in_a_batch_of_an_app()
    {
        using var intake = new LeadIntake(Unproven("hubspot-app", "US", string.Empty), AgentId);
        var answer = await intake.PreviewAsync(Request("hubspot_app_subscriptions.json", "application/json", null).Body, "crm");

        Assert.Equal(["skipped", "call", "skipped"], answer.Json["leads"]!.AsArray().Select(lead => lead!.AsObject().First().Key));
    }

    /// <summary>A preset's settings with a secret of the kind it wants, and the way numbers are read.</summary>
    /// <summary>The same without authentication: for tests of the payload, not the sender.</summary>
    internal static IEnumerable<(string Name, string? Value)> Unproven(string preset, string phones, string file = "") =>
        Settings(preset, phones, file)
            .Where(setting => !setting.Name.Contains("__Secrets__", StringComparison.Ordinal))
            .Append(("Sources__crm__Authentication", "function-key"));

    internal static IEnumerable<(string Name, string? Value)> Settings(string preset, string phones, string file = "") =>
    [
        ("Sources__crm__Preset", preset),
        ("Sources__crm__Phone__Region", phones),
        .. PresetSecrets.Of(preset),
        .. Overrides.GetValueOrDefault(file, []).Select(setting => (setting.Name, (string?)setting.Value)),
    ];

    private static (string Body, (string Name, string Value)[] Headers) Request(string file, string contentType, string? header)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "samples", file), Encoding.UTF8);
        if (!file.EndsWith(".http", StringComparison.Ordinal))
        {
            return (text, [("Content-Type", contentType), .. header is null ? [] : new[] { Header(header) }]);
        }

        var parts = text.Split("\r\n\r\n", 2);
        return (parts[1], [.. parts[0].Split("\r\n").Skip(1).Select(Header)]);
    }

    private static (string Name, string Value) Header(string line) => (line.Split(": ", 2)[0], line.Split(": ", 2)[1]);

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}

using AlturBridge.Tests.Messages;

namespace AlturBridge.Tests.Receiving.Sources;

/// <summary>What CRMs send beyond their documented example: empty fields, several numbers, numbers that are not text.</summary>
public sealed class PresetVariantTests
{
    [Theory]
    [InlineData("activecampaign", "type=subscribe&contact[first_name]=Omar&contact[phone]=", null)]
    [InlineData("calendly", """{"event":"invitee.created","payload":{"text_reminder_number":"+12025550148","scheduled_event":{"location":{"type":"outbound_call","location":null}}}}""", "+12025550148")]
    [InlineData("calendly", """{"event":"invitee.created","payload":{"text_reminder_number":"+12025550148","scheduled_event":{"location":{"type":"inbound_call","location":"+12025550199"}}}}""", "+12025550148")]
    [InlineData("calendly", """{"event":"invitee.created","payload":{"text_reminder_number":null,"scheduled_event":{"location":{"type":"zoom","join_url":"https://example.com"}}}}""", null)]
    [InlineData("close", """{"event":{"action":"created","object_type":"contact","data":{"id":"c1","phones":[]}}}""", null)]
    [InlineData("close", """{"event":{"action":"created","object_type":"lead","data":{"id":"l1","contacts":[{"id":"c1","phones":[]}]}}}""", null)]
    [InlineData("cloudevents", """{"specversion":"1.0","id":"1","source":"/crm","type":"lead","data":{"mobile":"","phone":"(202) 555-0168"}}""", "+12025550168")]
    [InlineData("event-grid", """[{"id":"1","data":{"phone_number_to":null,"phone":"202 555 0150"}}]""", "+12025550150")]
    [InlineData("gohighlevel-workflow", """{"contact_id":"c1","full_name":"Ruth","phone":null,"customData":{}}""", null)]
    [InlineData("gohighlevel-workflow", """{"contact_id":"c1","phone":"+12025550136","customData":{"phone":"(202) 555-0137"}}""", "+12025550137")]
    [InlineData("gohighlevel-workflow", """{"type":"ContactCreate","data":{"locationId":"l1","firstName":"Ruth","phone":"+12025550136"}}""", "+12025550136")]
    [InlineData("hubspot-app", """[{"subscriptionType":"contact.propertyChange","propertyName":"phone","propertyValue":""}]""", null)]
    [InlineData("hubspot-workflow", """{"properties":{"phone":{"value":""},"mobilephone":{"value":"202-555-0144"}}}""", "+12025550144")]
    [InlineData("hubspot-workflow", """{"properties":{"phone":{"value":null},"firstname":{"value":"Marisol"}}}""", null)]
    [InlineData("json", """{"phone_number_to":12025550143}""", "+12025550143")]
    [InlineData("json", """{"phone_number_to":"+5215555550143"}""", "+525555550143")]
    [InlineData("make", """{"phone":null,"lead":{"tel":12025550112}}""", "+12025550112")]
    [InlineData("make", """{"phone":1.2025550112E+10}""", null)]
    [InlineData("pipedrive", """{"meta":{"action":"create"},"data":{"phones":[{"label":"work","value":"202-555-0122","primary":false},{"label":"mobile","value":"202-555-0123","primary":true}]}}""", "+12025550123")]
    [InlineData("pipedrive", """{"meta":{"action":"create"},"data":{"phones":[]}}""", null)]
    [InlineData("pipedrive", """{"meta":{"action":"create"},"data":{"phones":null}}""", null)]
    [InlineData("pipedrive-v1", """{"meta":{"action":"added"},"current":{"phone":[{"label":"work","value":"","primary":true}]}}""", null)]
    [InlineData("salesforce-flow", """{"leadId":"00Q1","lastName":"Tanaka","phone":null,"mobilePhone":"(202) 555-0119"}""", "+12025550119")]
    [InlineData(
        "salesforce-outbound-message",
        "<Envelope><Body><notifications><Notification><Id>n1</Id><sObject><Phone>(202) "
            + "555-0167</Phone></sObject></Notification></notifications></Body></Envelope>",
        "+12025550167")]
    [InlineData("salesforce-outbound-message", "<Envelope xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><Body><notifications><Notification><Id>n1</Id><sObject><Phone xsi:nil=\"true\"/></sObject></Notification></notifications></Body></Envelope>", null)]
    [InlineData("standard-webhooks", """{"type":"lead","data":{"phone":"202.555.0145"}}""", "+12025550145")]
    [InlineData("typeform", """{"event_type":"form_response","form_response":{"token":"t","answers":[{"type":"text","text":"Yuki"}]}}""", null)]
    [InlineData("zapier", """{"phone":"","name":"Lee"}""", null)]
    [InlineData("zapier", """{"phone":12025550109}""", "+12025550109")]
    [InlineData("zapier", """{"phone":"+5215555550143"}""", "+525555550143")]
    [InlineData("zoho", """{"mobile":"null","phone":"(202) 555-0122"}""", "+12025550122")]
    [InlineData("zoho", """{"mobile":"","phone":"(202) 555-0122"}""", "+12025550122")]
    [InlineData("zoho", """{"mobile":"(202) 555-0121","phone":"(202) 555-0122"}""", "+12025550121")]
    [InlineData("zoho", """{"mobile":"null","phone":"null"}""", null)]
    public async Task The_number_is_found_where_there_is_one_and_the_lead_is_refused_where_there_is_none(
        string preset, string body, string? number)
    {
        using var intake = new LeadIntake(SampleTests.Unproven(preset, "US"), Samples.AgentId);
        var answer = await intake.PreviewAsync(body, "crm", ("aeg-event-type", "Notification"), ("Content-Type", ContentType(preset)));
        var lead = Assert.Single(answer.Json["leads"]!.AsArray())!;

        Assert.Equal(number, lead["call"]?["phone_number_to"]?.GetValue<string>());
        Assert.Equal(number is null, lead["refused"]?.GetValue<string>().StartsWith("phone_number_to", StringComparison.Ordinal) is true);
    }

    [Theory]
    [InlineData("close", """{"event":{"action":"created","object_type":"lead","data":{"name":"Acme","contacts":[{"name":"Bruno","phones":[{"phone":"+12025550171"}]}]}}}""", "Bruno")]
    [InlineData("close", """{"event":{"action":"created","object_type":"contact","data":{"name":null,"display_name":"bruno@example.com","phones":[{"phone":"+12025550171"}]}}}""", "bruno@example.com")]
    [InlineData("gohighlevel-workflow", """{"full_name":null,"first_name":"Ruth","last_name":null,"phone":"+12025550136"}""", "Ruth")]
    [InlineData("hubspot-workflow", """{"properties":{"phone":{"value":"+12025550143"},"lastname":{"value":"Ibáñez"}}}""", "Ibáñez")]
    [InlineData("pipedrive", """{"meta":{"action":"create"},"data":{"name":null,"phones":[{"value":"+12025550123"}]}}""", null)]
    [InlineData("salesforce-flow", """{"name":"Hiroshi Tanaka","firstName":"Hiroshi","lastName":"Tanaka","phone":"+12025550118"}""", "Hiroshi Tanaka")]
    [InlineData("zoho", """{"name":"Anaïs","phone":"+12025550122"}""", "Anaïs")]
    public async Task The_name_is_built_from_the_parts_present(string preset, string body, string? name)
    {
        using var intake = new LeadIntake(SampleTests.Unproven(preset, "US"), Samples.AgentId);
        var answer = await intake.PreviewAsync(body, "crm");

        Assert.Equal(name, answer.Json["leads"]![0]!["call"]!["end_user_display_name"]?.GetValue<string>());
    }

    [Theory]
    [InlineData("Notification", "call")]
    [InlineData("SubscriptionDeletion", "skipped")]
    public async Task Event_Grids_own_messages_are_not_leads(string type, string outcome)
    {
        using var intake = new LeadIntake(SampleTests.Unproven("event-grid", "US"), Samples.AgentId);
        var answer = await intake.PreviewAsync("""[{"id":"1","data":{"phone":"+12025550150"}}]""", "crm", ("aeg-event-type", type));

        Assert.NotNull(answer.Json["leads"]![0]![outcome]);
    }

    [Theory]
    [InlineData("event-grid", """[{"id":"1","data":{"phone":"+12025550150"}}]""", 200)]
    [InlineData("salesforce-flow", """{"phone":"+12025550118"}""", 200)]
    [InlineData("salesforce-outbound-message", "<Envelope><Body><notifications><Notification><Id>n1</Id><sObject><Phone>+12025550167</Phone></sObject></Notification></notifications></Body></Envelope>", 200)]
    [InlineData("zoho", """{"phone":"+12025550122"}""", 202)]
    public async Task An_accepted_lead_is_answered_with_the_status_that_its_sender_wants(string preset, string body, int status)
    {
        using var intake = new LeadIntake(SampleTests.Unproven(preset, "US"), Samples.AgentId);
        var answer = await intake.PostAsync(body, "crm", ("aeg-event-type", "Notification"), ("Content-Type", ContentType(preset)));

        Assert.Equal(status, answer.Status);
        Assert.Single(intake.Sent);
    }

    [Fact]
    public async Task A_choice_is_context_too()
    {
        using var intake = new LeadIntake(SampleTests.Unproven("typeform", "US"), Samples.AgentId);
        var answer = await intake.PreviewAsync(
            """{"event_type":"form_response","form_response":{"answers":[{"type":"choice","choice":{"label":"Pro"},"field":{"ref":"plan"}},{"type":"phone_number","phone_number":"+12025550161"}]}}""", "crm");

        Assert.Equal("plan: Pro.", answer.Json["leads"]![0]!["call"]!["end_user_context"]!.GetValue<string>());
    }

    internal static string ContentType(string preset) => preset switch
    {
        "activecampaign" => "application/x-www-form-urlencoded",
        "cloudevents" => "application/cloudevents+json",
        "salesforce-outbound-message" => "text/xml",
        _ => "application/json",
    };
}

using AlturBridge.Tests.Messages;

namespace AlturBridge.Tests.Receiving.Sources;

/// <summary>The keys of presets where one event is not one lead.</summary>
public sealed class PresetKeyTests
{
    [Theory]
    [InlineData("make", """{"executionId":"e1","lead":{"tel":"2025550112"}}""", """{"executionId":"e1","lead":{"tel":"2025550113"}}""")]
    [InlineData("make", """{"executionId":"e1","phone":"2025550112"}""", """{"executionId":"e1","phone":"2025550113"}""")]
    [InlineData("zapier", """{"zap_run_id":"r1","phone":"2025550112"}""", """{"zap_run_id":"r1","phone":"2025550113"}""")]
    public async Task Each_lead_of_a_run_is_called_and_none_twice(string preset, string one, string other)
    {
        var keys = await KeysAsync(preset, $"[{one},{other},{one}]");

        Assert.Equal(2, keys.Distinct().Count());
        Assert.Equal(keys[0], keys[2]);
    }

    [Fact]
    public async Task A_lead_of_Close_and_its_contact_are_one_call()
    {
        const string Contact = """{"id":"cont_1","name":"Bruno","phones":[{"phone":"+12025550171"}]}""";

        var ofLead = await KeysAsync("close", Event("ev_1", "lead", $$"""{"id":"lead_1","contacts":[{{Contact}}]}"""));
        var ofContact = await KeysAsync("close", Event("ev_2", "contact", Contact));

        Assert.Equal("cont_1", Assert.Single(ofLead));
        Assert.Equal(ofLead, ofContact);
    }

    /// <summary>
    /// A retry differs in what the sender writes about the delivery; the same person's next event is a new call.
    /// </summary>
    [Theory]
    [InlineData(
        "activecampaign",
        "type=subscribe&date_time=2026-01-15T10:00:00&contact[id]=42&contact[phone]=2025550155",
        "type=subscribe&date_time=2026-01-15T10:00:00&contact[id]=42&contact[phone]=2025550155&list=0",
        "type=subscribe&date_time=2026-01-22T10:00:00&contact[id]=42&contact[phone]=2025550155")]
    [InlineData("calendly", """{"event":"invitee.created","created_at":"1","payload":{"uri":"https://a/I1","text_reminder_number":"+12025550147"}}""", """{"event":"invitee.created","created_at":"2","payload":{"uri":"https://a/I1","text_reminder_number":"+12025550147"}}""", """{"event":"invitee.created","created_at":"1","payload":{"uri":"https://a/I2","text_reminder_number":"+12025550147"}}""")]
    [InlineData("cloudevents", """{"specversion":"1.0","id":"1","source":"/crm","type":"t","time":"2026-01-15T10:00:00Z","data":{"phone":"+12025550168"}}""", """{"specversion":"1.0","id":"1","source":"/crm","type":"t","data":{"phone":"+12025550168"}}""", """{"specversion":"1.0","id":"2","source":"/crm","type":"t","data":{"phone":"+12025550168"}}""")]
    [InlineData("event-grid", """[{"id":"1","data":{"phone":"+12025550150"}}]""", """[{"id":"1","metadataVersion":"1","data":{"phone":"+12025550150"}}]""", """[{"id":"2","data":{"phone":"+12025550150"}}]""")]
    [InlineData("gohighlevel-workflow", """{"phone":"+12025550136","customData":{"event_id":"e1"}}""", """{"phone":"+12025550136","tags":"new","customData":{"event_id":"e1"}}""", """{"phone":"+12025550136","customData":{"event_id":"e2"}}""")]
    [InlineData("hubspot-app", """[{"eventId":1,"subscriptionId":2,"attemptNumber":0,"subscriptionType":"contact.propertyChange","propertyName":"phone","propertyValue":"+12025550143"}]""", """[{"eventId":1,"subscriptionId":2,"attemptNumber":3,"subscriptionType":"contact.propertyChange","propertyName":"phone","propertyValue":"+12025550143"}]""", """[{"eventId":9,"subscriptionId":2,"attemptNumber":0,"subscriptionType":"contact.propertyChange","propertyName":"phone","propertyValue":"+12025550143"}]""")]
    [InlineData("hubspot-workflow", """{"vid":1,"properties":{"phone":{"value":"+12025550143"},"message":{"value":"Call me"}}}""", """{"vid":1,"properties":{"phone":{"value":"+12025550143"},"message":{"value":"Call me"},"lastmodifieddate":{"value":"2"}}}""", """{"vid":1,"properties":{"phone":{"value":"+12025550143"},"message":{"value":"Call me again"}}}""")]
    [InlineData("make", """{"dedup_key":"l1","executionId":"r1","phone":"+12025550112"}""", """{"dedup_key":"l1","executionId":"r2","phone":"+12025550112"}""", """{"dedup_key":"l2","executionId":"r1","phone":"+12025550112"}""")]
    [InlineData("pipedrive", """{"meta":{"action":"create","id":"a","attempt":1},"data":{"phones":[{"value":"+12025550123"}]}}""", """{"meta":{"action":"create","id":"a","attempt":4},"data":{"phones":[{"value":"+12025550123"}]}}""", """{"meta":{"action":"create","id":"b","attempt":1},"data":{"phones":[{"value":"+12025550123"}]}}""")]
    [InlineData("pipedrive-v1", """{"retry":0,"meta":{"action":"added","webhook_id":"7","timestamp_micro":1,"id":8},"current":{"phone":[{"value":"+12025550123"}]}}""", """{"retry":2,"meta":{"action":"added","webhook_id":"7","timestamp_micro":1,"id":8},"current":{"phone":[{"value":"+12025550123"}]}}""", """{"retry":0,"meta":{"action":"added","webhook_id":"7","timestamp_micro":2,"id":8},"current":{"phone":[{"value":"+12025550123"}]}}""")]
    [InlineData("salesforce-flow", """{"interviewGuid":"g1","leadId":"00Q1","phone":"+12025550118"}""", """{"interviewGuid":"g1","leadId":"00Q1","phone":"+12025550118","company":"Acme"}""", """{"interviewGuid":"g2","leadId":"00Q1","phone":"+12025550118"}""")]
    [InlineData("salesforce-outbound-message", "<Envelope><Body><notifications><Notification><Id>n1</Id><sObject><Phone>+12025550167</Phone></sObject></Notification></notifications></Body></Envelope>", "<Envelope><Body><notifications><SessionId>s</SessionId><Notification><Id>n1</Id><sObject><Phone>+12025550169</Phone></sObject></Notification></notifications></Body></Envelope>", "<Envelope><Body><notifications><Notification><Id>n2</Id><sObject><Phone>+12025550167</Phone></sObject></Notification></notifications></Body></Envelope>")]
    [InlineData("typeform", """{"event_id":"e1","event_type":"form_response","form_response":{"token":"t1","answers":[{"type":"phone_number","phone_number":"+12025550161"}]}}""", """{"event_id":"e2","event_type":"form_response","form_response":{"token":"t1","answers":[{"type":"phone_number","phone_number":"+12025550161"}]}}""", """{"event_id":"e3","event_type":"form_response","form_response":{"token":"t2","answers":[{"type":"phone_number","phone_number":"+12025550161"}]}}""")]
    [InlineData("zapier", """{"dedup_key":"l1","phone":"+12025550109"}""", """{"dedup_key":"l1","zap_run_id":"r2","phone":"+12025550109"}""", """{"dedup_key":"l2","phone":"+12025550109"}""")]
    [InlineData("zoho", """{"event_id":"l1-t1","phone":"+12025550122"}""", """{"event_id":"l1-t1","phone":"+12025550122","owner":"Ann"}""", """{"event_id":"l1-t2","phone":"+12025550122"}""")]
    public async Task A_repeated_event_has_the_same_key_and_a_new_event_of_the_same_person_another(
        string preset, string first, string repeated, string another)
    {
        var keys = new List<string> { Assert.Single(await KeysAsync(preset, first)), Assert.Single(
            await KeysAsync(preset, repeated)), Assert.Single(await KeysAsync(preset, another)) };

        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);
    }

    private static string Event(string id, string type, string data) => $$"""{"event":{"id":"{{id}}","action":"created","object_type":"{{type}}","data":{{data}} } }""";

    private static async Task<List<string>> KeysAsync(string preset, string body)
    {
        using var intake = new LeadIntake(SampleTests.Unproven(preset, "US"), Samples.AgentId);
        var answer = await intake.PreviewAsync(
            body, "crm", ("Content-Type", PresetVariantTests.ContentType(preset)), ("aeg-event-type", "Notification"));

        return [.. answer.Json["leads"]!.AsArray().Select(lead => lead!["dedup_key"]!.GetValue<string>())];
    }
}

using AlturBridge.Tests.Messages;

namespace AlturBridge.Tests.Receiving.Sources;

/// <summary>Events that are not a reason to call, although they contain a number.</summary>
public sealed class PresetFilterTests
{
    [Theory]
    [InlineData("activecampaign", "type=subscribe&contact[phone]=2025550155", true)]
    [InlineData("activecampaign", "type=unsubscribe&contact[phone]=2025550155", false)]
    [InlineData("gohighlevel-workflow", """{"contact_id":"c1","phone":"+12025550136","location":{"id":"l1"}}""", true)]
    [InlineData("gohighlevel-workflow", """{"type":"ContactCreate","locationId":"l1","phone":"+12025550136"}""", true)]
    [InlineData("gohighlevel-workflow", """{"type":"ContactUpdate","locationId":"l1","phone":"+12025550136"}""", false)]
    [InlineData("gohighlevel-workflow", """{"type":"ContactDelete","webhookId":"w1","phone":"+12025550136"}""", false)]
    [InlineData("pipedrive", """{"meta":{"action":"change"},"data":{"phones":[{"value":"+12025550123"}]}}""", false)]
    [InlineData("pipedrive-v1", """{"meta":{"action":"updated"},"current":{"phone":[{"value":"+12025550123"}]}}""", false)]
    [InlineData("pipedrive-v1", """{"meta":{"action":"deleted"},"current":null}""", false)]
    [InlineData("close", """{"event":{"action":"created","object_type":"lead","data":{"contacts":[{"phones":[{"phone":"+12025550171"}]}]}}}""", true)]
    [InlineData("close", """{"event":{"action":"created","data":{"contacts":[{"phones":[{"phone":"+12025550171"}]}]}}}""", true)]
    [InlineData("close", """{"event":{"action":"created","object_type":"activity.call","data":{"phones":[{"phone":"+12025550171"}]}}}""", false)]
    [InlineData("close", """{"event":{"action":"updated","object_type":"contact","data":{"phones":[{"phone":"+12025550171"}]}}}""", false)]
    [InlineData("gohighlevel-workflow", """{"type":"ContactCreate","data":{"locationId":"l1","phone":"+12025550136"}}""", true)]
    [InlineData("gohighlevel-workflow", """{"type":"ContactUpdate","data":{"locationId":"l1","phone":"+12025550136"}}""", false)]
    [InlineData("hubspot-app", """{"subscriptionType":"contact.propertyChange","propertyName":"phone","propertyValue":"+12025550143"}""", true)]
    [InlineData("hubspot-app", """{"subscriptionType":"object.propertyChange","objectTypeId":"0-1","propertyName":"phone","propertyValue":"+12025550143"}""", true)]
    [InlineData("hubspot-app", """{"subscriptionType":"object.propertyChange","objectTypeId":"0-2","propertyName":"phone","propertyValue":"+12025550143"}""", false)]
    [InlineData("hubspot-app", """{"subscriptionType":"company.propertyChange","propertyName":"phone","propertyValue":"+12025550143"}""", false)]
    [InlineData("typeform", """{"event_type":"form_response_partial","form_response":{"answers":[{"type":"phone_number","phone_number":"+12025550161"}]}}""", false)]
    [InlineData("calendly", """{"event":"invitee.canceled","payload":{"text_reminder_number":"+12025550147"}}""", false)]
    public async Task Only_events_that_are_a_reason_to_call_are_called(string preset, string body, bool called)
    {
        using var intake = new LeadIntake(SampleTests.Unproven(preset, "US"), Samples.AgentId);
        var answer = await intake.PreviewAsync(body, "crm");

        Assert.NotNull(answer.Json["leads"]![0]![called ? "call" : "skipped"]);
    }
}

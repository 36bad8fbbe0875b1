using AlturBridge.Tests.Messages;
using AlturBridge.Tests.Receiving.Sources;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Tests.Receiving;

/// <summary>What a sender gets if nothing it sent can be called.</summary>
public sealed class RefusalResponseTests
{
    private static readonly (string Name, string? Value)[] Acknowledging = [("Sources__crm__Preset", "json"), (
        "Sources__crm__OnRefusal", "Acknowledge")];

    [Fact]
    public async Task A_sender_that_punishes_a_4xx_gets_a_200_that_says_nothing_was_accepted()
    {
        using var intake = new LeadIntake(Acknowledging, Samples.AgentId);
        var answer = await intake.PostAsync("{}", "crm");

        Assert.Equal((200, 0), (answer.Status, answer.Json["accepted"]!.GetValue<int>()));
        Assert.StartsWith(
            "phone_number_to is missing: ", answer.Json["leads"]![0]!["refused"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(intake.Sent);
    }

    [Fact]
    public async Task The_log_says_why_since_the_sender_will_not_read_it()
    {
        using var intake = new LeadIntake(Acknowledging, Samples.AgentId);
        await intake.PostAsync("{}", "crm");

        var entry = Assert.Single(intake.Logs.Entries);
        Assert.Equal(LogLevel.Warning, entry.Level);
        Assert.Contains("phone_number_to is missing", entry.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("", 400)]
    public async Task An_unreadable_body_is_still_the_senders_mistake(string body, int status)
    {
        using var intake = new LeadIntake(Acknowledging, Samples.AgentId);

        Assert.Equal(status, (await intake.PostAsync(body, "crm")).Status);
    }

    [Theory]
    [InlineData("204")]
    [InlineData("205")]
    public async Task A_status_that_has_no_body_is_sent_without_one(string status)
    {
        using var intake = new LeadIntake([.. Acknowledging, ("Sources__crm__Acknowledgement__Status", status)], Samples.AgentId);
        var answer = await intake.PostAsync(Samples.Lead, "crm");

        Assert.Equal((status, "", 1), ($"{answer.Status}", answer.Body, intake.Sent.Count));
        Assert.Equal(
            (200, 0),
            ((await intake.PostAsync("{}", "crm")) is { Status: var refused } none ? (
                refused, none.Json["accepted"]!.GetValue<int>()) : default));
    }

    [Fact]
    public async Task An_unauthentic_request_still_gets_a_401()
    {
        using var intake = new LeadIntake(SampleTests.Settings("pipedrive", "US"), Samples.AgentId);
        var answer = await intake.PostAsync("{}", "crm");

        Assert.Equal((401, "Not authentic"), (answer.Status, answer.Json["title"]!.GetValue<string>()));
        Assert.Equal(LogLevel.Warning, Assert.Single(intake.Logs.Entries).Level);
    }

    [Fact]
    public async Task Salesforce_gets_its_Ack_for_leads_and_for_refusals()
    {
        using var intake = new LeadIntake(SampleTests.Settings("salesforce-outbound-message", "MX"), Samples.AgentId);
        var accepted = await intake.PostAsync(Notification("+52 55 5555 0143"), "crm", ("Content-Type", "text/xml"));
        var refused = await intake.PostAsync(Notification("call me"), "crm", ("Content-Type", "text/xml"));

        Assert.All([accepted, refused], answer =>
        {
            Assert.Equal((200, "text/xml; charset=utf-8"), (answer.Status, answer.ContentType));
            Assert.Contains(
                "<notificationsResponse xmlns=\"http://soap.sforce.com/2005/09/outbound\"><Ack>true</Ack>",
                answer.Body,
                StringComparison.Ordinal);
        });
        Assert.Single(intake.Sent);
    }

    [Fact]
    public async Task Salesforce_is_not_told_Ack_while_the_queue_is_down()
    {
        using var intake = new LeadIntake(
            SampleTests.Settings("salesforce-outbound-message", "MX"), Samples.AgentId, new TimeoutException());

        Assert.Equal(503, (await intake.PostAsync(Notification("+52 55 5555 0143"), "crm", ("Content-Type", "text/xml"))).Status);
    }

    [Fact]
    public async Task Elements_that_are_not_leads_are_not_a_mistake()
    {
        using var intake = new LeadIntake(SampleTests.Unproven("hubspot-app", "US"), Samples.AgentId);
        var answer = await intake.PreviewAsync("""[{"propertyName":"email","propertyValue":"a@example.com"}]""", "crm");

        Assert.Equal(["skipped"], answer.Json["leads"]![0]!.AsObject().Select(property => property.Key));
    }

    private static string Notification(string phone) =>
        $"""
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
        <notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>00D5e000000TEST1EA</OrganizationId>
        <Notification><Id>04l1</Id><sObject xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Phone>{phone}</sf:Phone></sObject></Notification>
        </notifications></soapenv:Body></soapenv:Envelope>
        """;
}

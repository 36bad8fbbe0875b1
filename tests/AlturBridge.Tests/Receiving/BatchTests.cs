using System.Text.Json.Nodes;
using AlturBridge.Messages;
using AlturBridge.Tests.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Tests.Receiving;

public sealed class BatchTests
{
    private static readonly string[] Numbers = ["+12025550143", "+12025550144", "+12025550145"];

    [Fact]
    public async Task A_list_of_leads_becomes_a_message_for_each()
    {
        using var intake = new LeadIntake(defaultAgentId: Samples.AgentId);
        var answer = await intake.PostAsync(ListOf(Numbers));

        Assert.Equal((202, 3), (answer.Status, answer.Json["accepted"]!.GetValue<int>()));
        Assert.Equal(
            Numbers, intake.Sent.Select(message => JsonNode.Parse(message.Body.ToString())!["phone_number_to"]!.GetValue<string>()));
        Assert.Equal(
            intake.Sent.Select(message => message.MessageId),
            answer.Json["leads"]!.AsArray().Select(lead => lead!["id"]!.GetValue<string>()));
        Assert.Equal(1, intake.Batches);
    }

    [Fact]
    public async Task Each_lead_of_a_list_is_answered_for_itself()
    {
        using var intake = new LeadIntake(defaultAgentId: Samples.AgentId);
        var answer = await intake.PostAsync("""[{"phone_number_to":"+12025550143"},{"phone_number_to":"call me"},{}]""");

        Assert.Equal((202, 1), (answer.Status, answer.Json["accepted"]!.GetValue<int>()));
        Assert.StartsWith("json:", answer.Json["leads"]![0]!["id"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("phone_number_to: ", answer.Json["leads"]![1]!["refused"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith(
            "phone_number_to is missing: ", answer.Json["leads"]![2]!["refused"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single(intake.Sent);
    }

    [Fact]
    public async Task The_same_lead_twice_in_a_list_is_one_lead()
    {
        using var intake = new LeadIntake(defaultAgentId: Samples.AgentId);
        var answer = await intake.PostAsync(ListOf([Numbers[0], Numbers[1], Numbers[0]]));

        Assert.Equal(2, answer.Json["accepted"]!.GetValue<int>());
        Assert.Equal(answer.Json["leads"]![0]!["id"]!.GetValue<string>(), answer.Json["leads"]![2]!["id"]!.GetValue<string>());
        Assert.Equal(2, intake.Sent.Count);
    }

    [Fact]
    public async Task Two_leads_of_a_list_with_one_key_and_other_content_are_not_taken_for_one()
    {
        using var intake = new LeadIntake([("Sources__json__DedupKey", "{{ item.id }}")], Samples.AgentId);
        var answer = await intake.PostAsync(
            """[{"id":7,"phone_number_to":"+12025550143"},{"id":7,"phone_number_to":"+12025550144"}]""");

        Assert.Equal((202, 1), (answer.Status, answer.Json["accepted"]!.GetValue<int>()));
        Assert.Equal("""{"id":"json:7"}""", answer.Json["leads"]![0]!.ToJsonString());
        Assert.StartsWith("The lead json:7 ", (string?)answer.Json["leads"]![1]!["refused"], StringComparison.Ordinal);
        Assert.Single(intake.Sent);
    }

    [Fact]
    public async Task A_second_lead_with_the_key_of_a_known_one_is_still_refused()
    {
        using var intake = new LeadIntake([("Sources__json__DedupKey", "{{ item.id }}")], Samples.AgentId);
        intake.Known["json:7"] = new KnownLead(LeadState.Called, HasOtherContent: false, IsRevivable: false);
        var answer = await intake.PostAsync(
            """[{"id":7,"phone_number_to":"+12025550143"},{"id":7,"phone_number_to":"+12025550144"}]""");

        Assert.Equal("""{"id":"json:7","duplicate":true,"state":"called"}""", answer.Json["leads"]![0]!.ToJsonString());
        Assert.StartsWith("The lead json:7 ", (string?)answer.Json["leads"]![1]!["refused"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"leads":[{"phone_number_to":"+12025550143"}]}""", "Problem", 422)]
    [InlineData("""{"data":{"leads":[]}}""", "Problem", 422)]
    [InlineData("""{"leads":[{"phone_number_to":"+12025550143"}]}""", "Acknowledge", 200)]
    public async Task A_request_whose_leads_are_not_found_is_not_taken_for_one_without_leads(string body, string onRefusal, int status)
    {
        using var intake = new LeadIntake(
            [("Sources__json__Split", "data.leads[*]"), ("Sources__json__OnRefusal", onRefusal)], Samples.AgentId);
        var answer = await intake.PostAsync(body);

        Assert.Equal((status, 0), (answer.Status, answer.Json["accepted"]!.GetValue<int>()));
        Assert.StartsWith(
            "Sources__json__Split finds no lead in this body: ", (string?)answer.Json["leads"]![0]!["refused"], StringComparison.Ordinal);
        Assert.Equal(LogLevel.Warning, Assert.Single(intake.Logs.Entries).Level);
    }

    [Fact]
    public async Task The_leads_of_a_request_with_a_key_are_told_apart()
    {
        using var intake = new LeadIntake(defaultAgentId: Samples.AgentId);
        await intake.PostAsync(ListOf(Numbers), headers: ("webhook-id", "delivery-9"));

        Assert.Equal(["json:delivery-9#0", "json:delivery-9#1", "json:delivery-9#2"], intake.Sent.Select(message => message.MessageId));
    }

    [Fact]
    public async Task A_list_that_does_not_fit_into_one_batch_is_sent_in_several()
    {
        using var intake = new LeadIntake(defaultAgentId: Samples.AgentId) { BatchSize = 2 };
        var answer = await intake.PostAsync(ListOf(Numbers));

        Assert.Equal((202, 2, 3), (answer.Status, intake.Batches, intake.Sent.Count));
    }

    [Fact]
    public async Task When_the_queue_fails_nothing_of_a_list_is_accepted()
    {
        using var intake = new LeadIntake(
            defaultAgentId: Samples.AgentId, queueFailure: new ServiceBusException("busy", ServiceBusFailureReason.ServiceBusy));
        var answer = await intake.PostAsync(ListOf(Numbers));

        Assert.Equal((503, "5"), (answer.Status, answer.Headers.RetryAfter.ToString()));
        Assert.Empty(intake.Sent);
    }

    [Fact]
    public async Task A_list_none_of_which_can_be_called_is_refused_with_each_reason()
    {
        using var intake = new LeadIntake(defaultAgentId: Samples.AgentId);
        var answer = await intake.PostAsync("""[{},{"phone_number_to":"911"}]""");

        Assert.Equal((422, 0, 2), (answer.Status, answer.Json["accepted"]!.GetValue<int>(), answer.Json["leads"]!.AsArray().Count));
        Assert.Equal(["refused"], answer.Json["leads"]![0]!.AsObject().Select(property => property.Key));
        Assert.Empty(intake.Sent);
    }

    [Fact]
    public async Task A_list_of_bare_numbers_can_be_read()
    {
        using var intake = new LeadIntake(
            [("Sources__crm__Preset", "json"), ("Sources__crm__Fields__phone_number_to", "{{item}}"), (
                "Sources__crm__Fields__end_user_context", "With {{ body | join: ', ' }}")], Samples.AgentId);
        var answer = await intake.PostAsync("""["+12025550143","+12025550144"]""", "crm");

        Assert.Equal((202, 2), (answer.Status, answer.Json["accepted"]!.GetValue<int>()));
        Assert.Equal(
            "With +12025550143, +12025550144",
            JsonNode.Parse(intake.Sent.First().Body.ToString())!["end_user_context"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Nothing_is_refused_and_not_accepted_as_no_lead(string body)
    {
        using var intake = new LeadIntake();
        var answer = await intake.PostAsync(body);

        Assert.Equal((400, Payloads.Payload.NoLead), (answer.Status, (string?)answer.Json["detail"]));
    }

    private static string ListOf(IEnumerable<string> numbers) => $"[{string.Join(',', numbers.Select(number => $$"""{"phone_number_to":"{{number}}"}"""))}]";
}

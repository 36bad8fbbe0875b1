using System.Text;
using System.Text.Json.Nodes;
using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EndToEndTests;

public sealed class LeadJourneyTests
{
    [Fact]
    public async Task A_lead_becomes_one_call_and_its_record_reaches_the_webhook_signed()
    {
        await using var test = await TestBridge.StartAsync();

        var leadId = await test.AcceptAsync("+12025550143");

        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the record is delivered");
        var post = Assert.Single(test.Altur.Posts);
        Assert.Equal("""{"agent_id":"3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34","phone_number_to":"+12025550143","end_user_display_name":"Zoë"}""", post.Body);

        var delivery = Assert.Single(test.Webhook.Deliveries);
        Assert.True(delivery.SignatureValid);
        Assert.Equal(leadId, delivery.WebhookId);
        Assert.Equal(leadId, delivery.LeadId);
        Assert.Equal("json", delivery.Source);
        Assert.Equal(post.CallId, JsonNode.Parse(delivery.Body.Span)!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_lead_in_Altur_s_own_field_names_is_passed_on_field_by_field()
    {
        await using var test = await TestBridge.StartAsync();
        const string body = """
            {
              "agent_id": "9c858901-8a57-4791-81fe-4c455b099bc9",
              "phone_number_to": "+12025550118",
              "end_user_display_name": "Hiroshi Tanaka",
              "end_user_context": "Asked for a demo of the \"Pro\" plan.",
              "initial_message": "Hello Hiroshi, you asked us to call."
            }
            """;

        using var response = await test.PostAsync(body);

        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the record is delivered");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(Assert.Single(test.Altur.Posts).Body)));
    }

    [Fact]
    public async Task A_lead_that_is_sent_twice_is_called_once()
    {
        await using var test = await TestBridge.StartAsync();

        var first = await test.AcceptAsync("+12025550143", "event-1");
        var second = await test.AcceptAsync("+12025550143", "event-1");
        await test.AcceptAsync("+12025550143", "event-2");

        Assert.Equal(first, second);
        await Eventually.TrueAsync(() => test.Webhook.Count == 2, "both events are delivered");
        Assert.Equal(2, test.Altur.Count);
    }

    [Fact]
    public async Task Many_leads_are_each_called_once_and_never_more_at_once_than_there_are_lanes()
    {
        await using var test = await TestBridge.StartAsync(
            new Dictionary<string, string?> { ["Calling__Lanes"] = "4" },
            new SimulatedAlturOptions { Latency = TimeSpan.FromMilliseconds(5) });
        var numbers = Enumerable.Range(0, 200).Select(index => $"+1202555{index:0000}").ToList();

        await Parallel.ForEachAsync(numbers, async (number, _) => await test.AcceptAsync(number));

        await Eventually.TrueAsync(() => test.Webhook.Count == numbers.Count, "every record is delivered");
        Assert.Equal(numbers, test.Altur.Posts.Select(post => post.PhoneNumberTo).Order(StringComparer.Ordinal));
        Assert.InRange(test.Altur.MostAtOnce, 1, 4);
        Assert.All(test.Webhook.Deliveries, delivery => Assert.True(delivery.SignatureValid));
    }

    [Fact]
    public async Task Two_leads_for_one_number_are_called_one_after_the_other()
    {
        await using var test = await TestBridge.StartAsync(altur: new SimulatedAlturOptions { Latency = TimeSpan.FromMilliseconds(20) });

        await Task.WhenAll(Enumerable.Range(0, 5).Select(index => test.AcceptAsync("+12025550143", $"event-{index}")));

        await Eventually.TrueAsync(() => test.Webhook.Count == 5, "every record is delivered");
        Assert.Equal(1, test.Altur.MostAtOnce);
    }

    [Fact]
    public async Task A_refused_call_is_dead_lettered_with_the_answer_and_not_tried_again()
    {
        await using var test = await TestBridge.StartAsync(altur: new SimulatedAlturOptions { Faults = Faults.Parse("422:1") });

        var leadId = await test.AcceptAsync("+12025550143");

        await Eventually.TrueAsync(async () => (await test.DeadLettersAsync("calls")).Count == 1, "the lead is a dead letter");
        var deadLetter = Assert.Single(await test.DeadLettersAsync("calls"));
        Assert.Equal(leadId, deadLetter.MessageId);
        Assert.Equal("Refused", deadLetter.DeadLetterReason);
        Assert.Contains("422", deadLetter.DeadLetterErrorDescription, StringComparison.Ordinal);
        Assert.Equal(1, test.Altur.Count);
        Assert.Equal(0, test.Webhook.Count);
    }

    [Fact]
    public async Task A_lead_that_Altur_turns_away_is_called_once_Altur_takes_calls_again()
    {
        await using var test = await TestBridge.StartAsync(altur: new SimulatedAlturOptions { Faults = Faults.Parse("503:1") });

        await test.AcceptAsync("+12025550143");
        await Eventually.TrueAsync(() => test.Altur.Count >= 1, "Altur turns the first attempt away");
        test.Altur.Faults = Faults.None;

        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the record is delivered");
        Assert.All(test.Altur.Posts.SkipLast(1), post => Assert.Equal("503", post.Outcome));
        Assert.Equal("201", test.Altur.Posts[^1].Outcome);
    }

    [Fact]
    public async Task A_record_is_delivered_again_when_the_webhook_fails_under_the_same_webhook_id()
    {
        await using var test = await TestBridge.StartAsync(webhook: new WebhookReceiverOptions { Faults = Faults.Parse("500:1") });

        var leadId = await test.AcceptAsync("+12025550143");
        await Eventually.TrueAsync(() => test.Webhook.Count >= 1, "the webhook fails");
        test.Webhook.Faults = Faults.None;

        await Eventually.TrueAsync(() => test.Webhook.Deliveries.Any(delivery => delivery.Accepted), "the record is delivered again");
        Assert.False(test.Webhook.Deliveries[0].Accepted);
        Assert.All(test.Webhook.Deliveries, delivery => Assert.Equal(leadId, delivery.WebhookId));
        Assert.Equal(test.Webhook.Deliveries[0].Body.ToArray(), test.Webhook.Deliveries[^1].Body.ToArray());
        Assert.Equal(1, test.Altur.Count);
    }

    [Fact]
    public async Task A_message_that_is_not_a_call_request_is_dead_lettered_with_a_sentence()
    {
        await using var test = await TestBridge.StartAsync();
        await using var sender = test.ServiceBus.CreateSender("calls");

        await sender.SendMessageAsync(new ServiceBusMessage("call me maybe") { MessageId = "stranger:1", SessionId = "lane-0" });

        await Eventually.TrueAsync(async () => (await test.DeadLettersAsync("calls")).Count == 1, "the message is a dead letter");
        var deadLetter = Assert.Single(await test.DeadLettersAsync("calls"));
        Assert.Equal("Malformed", deadLetter.DeadLetterReason);
        Assert.Contains("must be valid JSON", deadLetter.DeadLetterErrorDescription, StringComparison.Ordinal);
        Assert.Equal(0, test.Altur.Count);
    }

    [Fact]
    public async Task A_message_put_on_the_queue_by_another_producer_is_called_too()
    {
        await using var test = await TestBridge.StartAsync();
        await using var sender = test.ServiceBus.CreateSender("calls");
        var body = Encoding.UTF8.GetBytes($$"""{"agent_id":"{{TestBridge.AgentId}}","phone_number_to":"+12025550143","a_field_of_tomorrow":[1.0]}""");

        await sender.SendMessageAsync(new ServiceBusMessage(new BinaryData(body)) { MessageId = "producer:1", SessionId = "its own lane" });

        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the record is delivered");
        Assert.Equal(body, Encoding.UTF8.GetBytes(Assert.Single(test.Altur.Posts).Body));
        Assert.Equal("producer:1", Assert.Single(test.Webhook.Deliveries).WebhookId);
    }
}

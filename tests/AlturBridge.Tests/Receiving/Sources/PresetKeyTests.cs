using AlturBridge.Tests.Messages;

namespace AlturBridge.Tests.Receiving.Sources;

/// <summary>The keys of presets, where one event of a sender is not one lead.</summary>
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

    private static string Event(string id, string type, string data) => $$"""{"event":{"id":"{{id}}","action":"created","object_type":"{{type}}","data":{{data}} } }""";

    private static async Task<List<string>> KeysAsync(string preset, string body)
    {
        using var intake = new LeadIntake(SampleTests.Settings(preset, "US"), Samples.AgentId);
        var answer = await intake.PreviewAsync(body, "crm", ("Content-Type", "application/json"));

        return [.. answer.Json["leads"]!.AsArray().Select(lead => lead!["dedup_key"]!.GetValue<string>())];
    }
}

using AlturBridge.Tests.Messages;
using AlturBridge.Tests.Receiving.Sources;

namespace AlturBridge.Tests.Receiving;

public sealed class PreviewTests
{
    [Fact]
    public async Task A_preview_shows_the_exact_call_and_queues_nothing()
    {
        using var intake = new LeadIntake();
        var answer = await intake.PreviewAsync(Samples.Lead, headers: ("webhook-id", "order-17"));

        Assert.Equal((200, $$"""{"authentic":null,"leads":[{"call":{{Samples.Lead}},"dedup_key":"order-17"}]}"""), (answer.Status, answer.Body));
        Assert.Empty(intake.Sent);
    }

    [Fact]
    public async Task A_preview_says_what_would_be_refused_and_why()
    {
        using var intake = new LeadIntake(defaultAgentId: Samples.AgentId);
        var answer = await intake.PreviewAsync("""[{"phone_number_to":"+12025550143"},{}]""");

        Assert.Equal(["call", "refused"], answer.Json["leads"]!.AsArray().Select(lead => lead!.AsObject().First().Key));
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("Basic YWx0dXI6b3BlbiBzZXNhbWU=", true)]
    [InlineData("Basic YWx0dXI6Z3Vlc3M=", false)]
    [InlineData("", false)]
    public async Task A_preview_says_whether_the_request_was_authentic(string authorization, bool authentic)
    {
        using var intake = new LeadIntake(SampleTests.Settings("pipedrive", "US"), Samples.AgentId);
        var answer = await intake.PreviewAsync(
            """{"meta":{"action":"create","id":"e1"},"data":{"name":"Inés","phones":[{"value":"202 555 0123"}]}}""", "crm", ("Authorization", authorization));

        Assert.Equal(authentic, answer.Json["authentic"]!.GetValue<bool>());
        Assert.Equal(!authentic, answer.Json.ContainsKey("not_authentic"));
        Assert.Equal("+12025550123", answer.Json["leads"]![0]!["call"]!["phone_number_to"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_preview_of_what_cannot_be_read_says_so()
    {
        using var intake = new LeadIntake();
        var answer = await intake.PreviewAsync("{");

        Assert.Equal(200, answer.Status);
        Assert.Contains("valid JSON", answer.Json["problem"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(answer.Json["leads"]!.AsArray());
    }

    [Fact]
    public async Task A_preview_shows_what_is_cut()
    {
        using var intake = new LeadIntake();
        var answer = await intake.PreviewAsync($$"""{{Samples.Lead[..^1]}},"end_user_context":"{{new string('x', 8001)}}"}""");

        Assert.Equal("end_user_context was longer than 8000 characters and was cut", answer.Json["leads"]![0]!["warning"]!.GetValue<string>());
        Assert.Equal(new string('x', 7999) + "…", answer.Json["leads"]![0]!["call"]!["end_user_context"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_preview_of_an_unknown_source_is_not_found()
    {
        using var intake = new LeadIntake();

        Assert.Equal(404, (await intake.PreviewAsync("{}", "crm")).Status);
    }
}

using System.Security.Cryptography;
using System.Text;
using AlturBridge.Receiving.Payloads;
using AlturBridge.Tests.Messages;
using AlturBridge.Tests.Receiving.Sources;
using Microsoft.Extensions.Logging;

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
    [InlineData("Basic YWx0dXI6cXo0bVQ4dksyeFdiTjZySjlkTHBDM2hG", true)]
    [InlineData("Basic YWx0dXI6Z3Vlc3M=", false)]
    [InlineData("", false)]
    public async Task An_unauthentic_preview_is_refused_like_the_request_itself(string authorization, bool authentic)
    {
        using var intake = new LeadIntake(SampleTests.Settings("pipedrive", "US"), Samples.AgentId);
        var answer = await intake.PreviewAsync(
            """{"meta":{"action":"create","id":"e1"},"data":{"name":"Inés","phones":[{"value":"202 555 0123"}]}}""", "crm", ("Authorization", authorization));

        Assert.Equal(authentic ? 200 : 401, answer.Status);
        Assert.Equal(authentic ? "+12025550123" : null, (string?)answer.Json["leads"]?[0]?["call"]?["phone_number_to"]);
        Assert.Equal(authentic ? LogLevel.Information : LogLevel.Warning, Assert.Single(intake.Logs.Entries).Level);
    }

    [Theory]
    [InlineData("https://leads.example.org/hubspot", "https://leads.example.org/hubspot", true)]
    [InlineData("https://leads.example.org/hubspot", "https://leads.example.org/hubspot/preview", true)]
    [InlineData("https://leads.example.org/hubspot/", "https://leads.example.org/hubspot/", true)]
    [InlineData("https://LEADS.example.org:443/hubspot", "https://LEADS.example.org:443/hubspot", true)]
    [InlineData("https://LEADS.example.org:443/hubspot", "https://leads.example.org/hubspot", false)]
    [InlineData("https://leads.example.org/hubspot/", "https://leads.example.org/hubspot/preview", true)]
    [InlineData("https://leads.example.org/hubspot", "https://bridge.example.com/api/leads/source", false)]
    public async Task A_preview_takes_a_signature_for_the_route_of_the_source_and_one_for_its_own(
        string address, string covered, bool authentic)
    {
        const string Query = "?code=k%2F1";
        using var intake = new LeadIntake(HubSpot(address), Samples.AgentId) { Query = Query };
        var answer = await intake.PreviewAsync("[]", "crm", Signature($"{covered}{Query}", intake.Time.GetUtcNow()));

        Assert.Equal(authentic ? 400 : 401, answer.Status);
        Assert.Equal(!authentic, answer.Body.Contains("PublicUrl is the address the sender calls", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signature_for_the_preview_queues_no_lead()
    {
        using var intake = new LeadIntake(HubSpot("https://leads.example.org/hubspot"), Samples.AgentId);

        Assert.Equal(
            401,
            (await intake.PostAsync("[]", "crm", Signature("https://leads.example.org/hubspot/preview", intake.Time.GetUtcNow()))).Status);
        Assert.Equal(
            400, (await intake.PostAsync("[]", "crm", Signature("https://leads.example.org/hubspot", intake.Time.GetUtcNow()))).Status);
    }

    [Fact]
    public async Task A_preview_of_an_unreadable_body_is_refused_like_the_request_itself()
    {
        using var intake = new LeadIntake();
        var preview = await intake.PreviewAsync("{");
        var answer = await intake.PostAsync("{");

        Assert.Equal((400, answer.Body), (preview.Status, preview.Body));
        Assert.Contains("valid JSON", preview.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_what_is_cut()
    {
        using var intake = new LeadIntake();
        var answer = await intake.PreviewAsync($$"""{{Samples.Lead[..^1]}},"end_user_context":"{{new string('x', 8001)}}"}""");

        Assert.Equal(
            "end_user_context was longer than 8000 characters and was cut", answer.Json["leads"]![0]!["warnings"]![0]!.GetValue<string>());
        Assert.Equal(new string('x', 7999) + "…", answer.Json["leads"]![0]!["call"]!["end_user_context"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_preview_of_an_unknown_source_is_not_found()
    {
        using var intake = new LeadIntake();

        Assert.Equal(404, (await intake.PreviewAsync("{}", "crm")).Status);
    }

    [Fact]
    public async Task A_preview_of_too_much_says_so()
    {
        using var intake = new LeadIntake();

        foreach (var body in (string[])[new string(' ', RequestBody.MaxBytes + 1), $"[{string.Join(',', Enumerable.Repeat("1", 5001))}]"])
        {
            var answer = await intake.PreviewAsync(body);

            Assert.Equal(413, answer.Status);
            Assert.Equal(
                "A request may have at most 256 KB and 5000 leads: send fewer at once, or shorter texts.",
                answer.Json["detail"]!.GetValue<string>());
        }
    }

    private static (string Name, string? Value)[] HubSpot(string? address) =>
        [("Sources__crm__Preset", "hubspot-app"), ("Sources__crm__Secrets__0", "qz4mT8vK2xWbN6rJ9dLpC3hF"), (
            "Sources__crm__PublicUrl", address)];

    /// <summary>For a POST of an empty list.</summary>
    private static (string Name, string Value)[] Signature(string address, DateTimeOffset now)
    {
        var content = Encoding.UTF8.GetBytes(FormattableString.Invariant($"POST{address}[]{now.ToUnixTimeMilliseconds()}"));
        return
        [
            ("X-HubSpot-Signature-v3", Convert.ToBase64String(HMACSHA256.HashData("qz4mT8vK2xWbN6rJ9dLpC3hF"u8, content))),
            ("X-HubSpot-Request-Timestamp", FormattableString.Invariant($"{now.ToUnixTimeMilliseconds()}")),
        ];
    }
}

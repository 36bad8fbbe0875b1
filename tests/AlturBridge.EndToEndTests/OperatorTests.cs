using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;

namespace AlturBridge.EndToEndTests;

/// <summary>What an operator finds out and does, over HTTP and on the command line.</summary>
public sealed class OperatorTests
{
    [Fact]
    public async Task A_lead_tells_its_whole_story()
    {
        await using var bridge = await TestBridge.StartAsync(altur: new SimulatedAlturOptions { Faults = Faults.Parse("503:1") });
        var lead = await bridge.AcceptAsync("+12025550143", "story/with a slash");
        await Eventually.TrueAsync(() => bridge.Altur.Count >= 1, "an attempt is made");
        bridge.Altur.Faults = Faults.None;
        await Eventually.TrueAsync(async () => await StateAsync(bridge, lead) == "delivered", "it is delivered");

        var story = await GetAsync(bridge, Path(lead));

        Assert.Equal("attempt_failed", (string?)story["history"]![1]!["event"]);
        Assert.Equal(
            ["accepted", "called", "delivered"],
            story["history"]!.AsArray().Select(line => (string)line!["event"]!).Where(name => name != "attempt_failed"));
        Assert.DoesNotContain("2025550143", story.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(lead, (string?)(await GetAsync(bridge, "api/leads?state=delivered"))["leads"]![0]!["id"]);
    }

    [Fact]
    public async Task A_lead_that_died_and_is_sent_again_is_revived_and_called()
    {
        await using var bridge = await TestBridge.StartAsync(altur: new SimulatedAlturOptions { Faults = Faults.Parse("400:1") });
        var lead = await bridge.AcceptAsync("+12025550143", "again");
        await Eventually.TrueAsync(async () => await StateAsync(bridge, lead) == "dead", "it is dead");
        Assert.Equal("Refused", (string?)(await GetAsync(bridge, Path(lead)))["dead_letter"]!["reason"]);
        bridge.Altur.Faults = Faults.None;

        using var response = await bridge.PostAsync("""{"phone_number_to": "+12025550143", "end_user_display_name": "corrected"}""", idempotencyKey: "again");

        Assert.True((bool?)(await response.Content.ReadFromJsonAsync<JsonObject>())!["leads"]![0]!["revived"]);
        await Eventually.TrueAsync(async () => await StateAsync(bridge, lead) == "delivered", "it is delivered");
        Assert.Empty(await bridge.DeadLettersAsync("calls"));
        Assert.Contains(
            (await GetAsync(bridge, Path(lead)))["history"]!.AsArray(),
            line => ((string?)line!["event"], (string?)line["why"]) == ("replayed", "The CRM sent the lead again."));
        using var repeated = await bridge.PostAsync("""{"phone_number_to": "+12025550143", "end_user_display_name": "corrected"}""", idempotencyKey: "again");
        Assert.Equal(HttpStatusCode.Accepted, repeated.StatusCode);
    }

    [Theory]
    [InlineData("order-4711")]
    [InlineData("orders/4711")]
    [InlineData("orders/4711:b")]
    public async Task The_lead_of_another_program_is_found_by_any_id(string id)
    {
        await using var bridge = await TestBridge.StartAsync(key: "a-key");
        bridge.Http.DefaultRequestHeaders.Add("x-functions-key", "a-key");
        await bridge.ServiceBus.CreateSender("calls").SendMessageAsync(new($$"""{"agent_id":"{{TestBridge.AgentId}}","phone_number_to":"+12025550143"}""")
        {
            MessageId = id, SessionId = "lane-1",
        });
        await Eventually.TrueAsync(() => bridge.Webhook.Deliveries.Count == 1, "it is delivered");

        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await bridge.Http.GetAsync(bridge.Address($"api/leads/-/{Uri.EscapeDataString(id)}"));
                return answer.IsSuccessStatusCode;
            },
            "the journal has it");
        Assert.Contains($"{id}: delivered", await RunAsync(bridge, 0, "lead", id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_id_cannot_write_to_the_terminal()
    {
        await using var bridge = await TestBridge.StartAsync(key: "a-key");
        await bridge.ServiceBus.CreateSender("calls").SendMessageAsync(
            new("not a request") { MessageId = "crm:\u001b[2Jgone", SessionId = "lane-1" });
        await Eventually.TrueAsync(async () => (await bridge.DeadLettersAsync("calls")).Count == 1, "it is dead");

        foreach (var command in (string[][])[["dead-letters", "list"], ["dead-letters", "show", "calls/1"], ["leads"]])
        {
            Assert.DoesNotContain('\u001b', await RunAsync(bridge, 0, command));
        }
    }

    [Fact]
    public async Task One_key_with_two_contents_is_a_conflict()
    {
        await using var bridge = await TestBridge.StartAsync();
        var lead = await bridge.AcceptAsync("+12025550143", "key");
        await Eventually.TrueAsync(async () => await StateAsync(bridge, lead) == "delivered", "it is delivered");

        using var response = await bridge.PostAsync("""{"phone_number_to": "+12025550199"}""", idempotencyKey: "key");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(1, bridge.Altur.Count);
    }

    [Theory]
    [InlineData("GET", "api/leads?state=lost", null)]
    [InlineData("GET", "api/leads?state=0", null)]
    [InlineData("GET", "api/leads?from=yesterday", null)]
    [InlineData("GET", "api/leads?after=1", null)]
    [InlineData("GET", "api/dead-letters?queue=orders", null)]
    [InlineData("GET", "api/dead-letters?after=calls/x", null)]
    [InlineData("GET", "api/dead-letters?reason=Refsued", null)]
    [InlineData("POST", "api/dead-letters/replay", """{"reason": "Refsued"}""")]
    [InlineData("POST", "api/dead-letters/discard", """{"reason": "Refsued"}""")]
    [InlineData("POST", "api/dead-letters/replay", "")]
    [InlineData("POST", "api/dead-letters/replay", "[]")]
    [InlineData("POST", "api/dead-letters/replay", "{}")]
    [InlineData("POST", "api/dead-letters/discard", """{"ids": []}""")]
    [InlineData("POST", "api/dead-letters/discard", """{"ids": ["calls/one"]}""")]
    [InlineData("POST", "api/dead-letters/discard", """{"queue": "orders"}""")]
    [InlineData("POST", "api/dead-letters/discard", """{"quue": "calls"}""")]
    public async Task A_request_that_could_mean_anything_is_a_problem_and_changes_nothing(string method, string path, string? body)
    {
        await using var bridge = await TestBridge.StartAsync(altur: new SimulatedAlturOptions { Faults = Faults.Parse("400:1") });
        await bridge.AcceptAsync("+12025550143");
        await Eventually.TrueAsync(async () => (await bridge.DeadLettersAsync("calls")).Count == 1, "it is dead");
        using var request = new HttpRequestMessage(new HttpMethod(method), bridge.Address(path))
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };

        using var response = await bridge.Http.SendAsync(request);

        Assert.Equal(
            (HttpStatusCode.BadRequest, "application/problem+json"),
            (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Single(await bridge.DeadLettersAsync("calls"));
    }

    [Theory]
    [InlineData("GET", "api/dead-letters?reason=OfAnotherProgram&after=calls/4711", null)]
    [InlineData("POST", "api/dead-letters/replay", """{"reason": "OfAnotherProgram", "before": "2026-01-02T03:04:05Z"}""")]
    [InlineData("POST", "api/dead-letters/discard", """{"reason": "OfAnotherProgram", "before": "2026-01-02T03:04:05Z"}""")]
    public async Task A_continuation_that_finds_no_more_of_an_unknown_reason_is_no_problem(string method, string path, string? body)
    {
        await using var bridge = await TestBridge.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), bridge.Address(path))
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };

        using var response = await bridge.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_megabyte_of_ids_is_a_problem()
    {
        await using var bridge = await TestBridge.StartAsync();
        var ids = string.Join(',', Enumerable.Range(1, 100_000).Select(index => $"\"calls/{index}\""));

        using var response = await bridge.Http.PostAsync(bridge.Address("api/dead-letters/replay"), new StringContent($$"""{"ids":[{{ids}}]}"""));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("AzureWebJobs.PlaceCall.Disabled", "true")]
    [InlineData("AzureWebJobs_PlaceCall_Disabled", "1")]
    public async Task A_paused_function_takes_nothing_and_the_status_says_so(string setting, string value)
    {
        await using var bridge = await TestBridge.StartAsync(new Dictionary<string, string?> { [setting] = value });
        await bridge.AcceptAsync("+12025550143");

        var status = await GetAsync(bridge, "api/status");

        Assert.Equal(["PlaceCall"], status["paused"]!.AsArray().Select(name => (string)name!));
        Assert.Null(status["circuit"]);
        Assert.Equal(1, (int?)status["queues"]![0]!["waiting"]);
        Assert.True((bool?)status["store"]!["writable"]);
        Assert.Equal(0, bridge.Altur.Count);
    }

    [Theory]
    [InlineData("AzureWebJobs:PlaceCall:Disabled", "true")]
    [InlineData("AzureWebJobs.PlaceCall.Disabled", "0")]
    public async Task What_the_Functions_host_does_not_obey_pauses_nothing_and_the_status_says_so(string setting, string value)
    {
        await using var bridge = await TestBridge.StartAsync(new Dictionary<string, string?> { [setting] = value });
        var lead = await bridge.AcceptAsync("+12025550143");

        await Eventually.TrueAsync(async () => await StateAsync(bridge, lead) == "delivered", "it is called and delivered");
        Assert.Empty((await GetAsync(bridge, "api/status"))["paused"]!.AsArray());
    }

    [Fact]
    public async Task Records_that_wait_for_a_retry_are_delivered_at_once()
    {
        await using var bridge = await TestBridge.StartAsync(webhook: new WebhookReceiverOptions { Faults = Faults.Parse("500:1") });
        await bridge.AcceptAsync("+12025550143");
        await Eventually.TrueAsync(
            async () => (int?)(await GetAsync(bridge, "api/status"))["queues"]![1]!["scheduled"] == 1, "a retry is scheduled");
        bridge.Webhook.Faults = Faults.None;

        Assert.Equal("1 sent.", (await RunAsync(bridge, 0, "deliver-now")).Trim());
        await Eventually.TrueAsync(
            async () => (int?)(await GetAsync(bridge, "api/status"))["queues"]![1]!["scheduled"] == 0, "nothing waits any more");
        await Eventually.TrueAsync(() => bridge.Webhook.Deliveries.Any(delivery => delivery.Accepted), "the record is delivered");
    }

    [Fact]
    public async Task The_command_line_lists_shows_and_replays()
    {
        await using var bridge = await TestBridge.StartAsync(
            altur: new SimulatedAlturOptions { Faults = Faults.Parse("400:1") }, key: "a-key");
        bridge.Http.DefaultRequestHeaders.Add("x-functions-key", "a-key");
        var lead = await bridge.AcceptAsync("+12025550143");
        await Eventually.TrueAsync(async () => (await bridge.DeadLettersAsync("calls")).Count == 1, "it is dead");
        bridge.Altur.Faults = Faults.None;

        var list = JsonNode.Parse(await RunAsync(bridge, 0, "dead-letters", "list", "--json"))!;
        var id = (string)list["dead_letters"]![0]!["id"]!;
        Assert.Contains("Altur refused the call", await RunAsync(bridge, 0, "dead-letters", "show", id), StringComparison.Ordinal);
        Assert.Contains("1 in total", await RunAsync(bridge, 0, "dead-letters", "count"), StringComparison.Ordinal);
        Assert.Equal(
            "No dead letter matches.", (await RunAsync(bridge, 0, "dead-letters", "replay", "--reason", "WebhookGone")).Trim());
        Assert.Contains(
            "1 person will be called if the rules allow it. To do it, add --yes.",
            await FailAsync(bridge, "a-key", "dead-letters", "replay", "--reason", "refused"),
            StringComparison.Ordinal);
        Assert.Contains(
            "1 replayed, 0 skipped",
            await RunAsync(bridge, 0, "dead-letters", "replay", "--queue", "calls", "--yes"),
            StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => await StateAsync(bridge, lead) == "delivered", "it is delivered");
        Assert.Contains(
            "call placed",
            (await RunAsync(bridge, 0, "lead", lead)).Replace("called", "call placed", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Matches(
            @"Leads are accepted\.\s+Altur: A call was placed at [-\d]+ [:\d]+ UTC\.", await RunAsync(bridge, 0, "status"));
        Assert.Contains(lead, await RunAsync(bridge, 0, "leads"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_says_what_is_wrong_in_its_own_words()
    {
        await using var bridge = await TestBridge.StartAsync(key: "a-key");

        Assert.Contains("check --key", await FailAsync(bridge, "another-key", "status"), StringComparison.Ordinal);
        Assert.Contains("(--queue, --reason", await FailAsync(bridge, "a-key", "dead-letters", "replay"), StringComparison.Ordinal);
        Assert.Contains(
            "AlturUnavailable, Refused", await FailAsync(bridge, "a-key", "dead-letters", "list", "--reason", "Refsued"),
            StringComparison.Ordinal);
        Assert.Contains(
            "it may have been replayed or discarded", await FailAsync(bridge, "a-key", "dead-letters", "show", "calls/99"),
            StringComparison.Ordinal);
        Assert.Contains("look for the reference", await FailAsync(bridge, "a-key", "lead", "4711"), StringComparison.Ordinal);
    }

    private static async Task<string> FailAsync(TestBridge bridge, string key, params string[] command)
    {
        await using var process = ChildProcess.Start(
            "AlturBridge.EmbeddedHost", Environment.CurrentDirectory,
            [.. command, "--url", bridge.Address("/").AbsoluteUri, "--key", key]);
        Assert.Equal(1, await process.ExitCodeAsync());
        return process.Errors;
    }

    private static async Task<string> RunAsync(TestBridge bridge, int exitCode, params string[] command)
    {
        await using var process = ChildProcess.Start(
            "AlturBridge.EmbeddedHost",
            Environment.CurrentDirectory,
            [.. command, "--url", bridge.Address("/").AbsoluteUri, "--key", "a-key"]);
        Assert.Equal(exitCode, await process.ExitCodeAsync());
        return process.Output;
    }

    private static string Path(string lead) =>
        lead.Split(':', 2) is [var source, var key] ? $"api/leads/{source}/{Uri.EscapeDataString(key)}" : throw new ArgumentException(lead);

    private static async Task<JsonObject> GetAsync(TestBridge bridge, string path) =>
        (await bridge.Http.GetFromJsonAsync<JsonObject>(bridge.Address(path)))!;

    private static async Task<string?> StateAsync(TestBridge bridge, string lead)
    {
        using var response = await bridge.Http.GetAsync(bridge.Address(Path(lead)));
        return response.IsSuccessStatusCode ? (string?)(await response.Content.ReadFromJsonAsync<JsonObject>())!["state"] : null;
    }
}

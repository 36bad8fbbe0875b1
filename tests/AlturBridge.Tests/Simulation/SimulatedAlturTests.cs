using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Tests.Simulation;

public sealed class SimulatedAlturTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient client = new();
    private SimulatedAltur altur = null!;

    public async Task InitializeAsync() => altur = await SimulatedAltur.StartAsync(new SimulatedAlturOptions());

    public async Task DisposeAsync() => await altur.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_valid_call_is_placed_and_recorded()
    {
        var call = CallPosts.ValidCall();
        call["end_user_display_name"] = "Ana";
        var body = call.ToJsonString();
        using var answer = await client.PostCallAsync(altur, body);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.Empty(answer.Headers.Server);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var post = Assert.Single(altur.Posts);
        Assert.Equal(bytes, post.Record.ToArray());
        var expected = new AlturPost(
            post.At, CallPosts.Phone, body, JsonNode.Parse(bytes)!["id"]!.GetValue<string>(), 201, "201", Rang: true)
        {
            DisplayName = "Ana",
            DecidedAt = post.DecidedAt,
            Record = post.Record,
        };
        Assert.Equal(expected, post);
        Assert.Equal(1, altur.Count);
    }

    [Fact]
    public async Task A_record_has_every_documented_field()
    {
        using var answer = await client.PostCallAsync(altur);
        using var record = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        string[] documented =
        [
            "id", "thread.id", "thread.agent.id", "thread.agent.name", "thread.end_user.id", "thread.end_user.display_name",
            "thread.end_user.integration_type", "thread.end_user.info", "thread.integration.id", "thread.integration.type",
            "thread.updated_at", "thread.active", "thread.blocked", "thread.tags[].id", "thread.tags[].name", "thread.tags[].color",
            "thread.assigned_to[].id", "thread.assigned_to[].email", "thread.assigned_to[].first_name", "thread.assigned_to[].last_name",
            "type", "status", "answered_by", "created_at", "started_at", "ended_at", "duration", "billable_duration",
        ];
        Assert.Equal(documented, Leaves("", record.RootElement));

        static IEnumerable<string> Leaves(string path, JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject()
                .SelectMany(member => Leaves($"{path}.{member.Name}".TrimStart('.'), member.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Leaves($"{path}[]", item)),
            _ => [path],
        };
    }

    [Fact]
    public async Task A_record_says_whom_which_agent_calls()
    {
        var call = CallPosts.ValidCall();
        call["end_user_display_name"] = "Zoë \"Z\" 李";
        call["end_user_context"] = "Asked for a demo.\nTwice.";
        call["initial_message"] = "¿Hola?";
        using var answer = await client.PostCallAsync(altur, call.ToJsonString());
        var record = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal("Zoë \"Z\" 李", record["thread"]!["end_user"]!["display_name"]!.GetValue<string>());
        Assert.Equal("Asked for a demo.\nTwice.", record["thread"]!["end_user"]!["info"]!.GetValue<string>());
        Assert.Equal(CallPosts.AgentId, record["thread"]!["agent"]!["id"]!.GetValue<string>());
        Assert.Equal("outbound", record["type"]!.GetValue<string>());
        Assert.Equal("queued", record["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Two_calls_are_two_records()
    {
        using var first = await client.PostCallAsync(altur);
        using var second = await client.PostCallAsync(altur);

        Assert.Equal(2, altur.Posts.Select(post => post.CallId).Distinct().Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sandbox-key")]
    [InlineData("Bearer sandbox-key")]
    [InlineData("Api-Key sandbox-key")]
    [InlineData("api-key  sandbox-key")]
    [InlineData("api-key sandbox-keys")]
    public async Task Any_other_authorization_is_refused(string? authorization)
    {
        using var answer = await client.PostCallAsync(altur, authorization: authorization);

        await AssertRefusedAsync(answer, HttpStatusCode.Unauthorized, "api-key");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Anything_but_JSON_is_refused(string? contentType)
    {
        using var answer = await client.PostCallAsync(altur, contentType: contentType);

        await AssertRefusedAsync(answer, HttpStatusCode.UnsupportedMediaType, "application/json");
    }

    [Fact]
    public async Task The_character_set_may_be_named()
    {
        using var answer = await client.PostCallAsync(altur, contentType: "Application/JSON; charset=UTF-8");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{\"agent_id\":\"\\ud800\"}")]
    public async Task Broken_JSON_is_refused(string body)
    {
        using var answer = await client.PostCallAsync(altur, body);

        await AssertRefusedAsync(answer, HttpStatusCode.BadRequest, "JSON");
    }

    [Theory]
    [InlineData("agent_id", null, "agent_id is required")]
    [InlineData("agent_id", "\"\"", "agent_id must be")]
    [InlineData("agent_id", "null", "agent_id must be")]
    [InlineData("agent_id", "\"3f2b8c1e-9a4d-1e6f-8b7a-5c1d2e3f4a5b\"", "agent_id must be")]
    [InlineData("agent_id", "\"3f2b8c1e-9a4d-4e6f-cb7a-5c1d2e3f4a5b\"", "agent_id must be")]
    [InlineData("agent_id", "\"3f2b8c1e9a4d4e6f8b7a5c1d2e3f4a5b\"", "agent_id must be")]
    [InlineData("phone_number_to", null, "phone_number_to is required")]
    [InlineData("phone_number_to", "525512345678", "phone_number_to must be")]
    [InlineData("phone_number_to", "\"525512345678\"", "phone_number_to must be")]
    [InlineData("phone_number_to", "\"+0255123456\"", "phone_number_to must be")]
    [InlineData("phone_number_to", "\"+123456\"", "phone_number_to must be")]
    [InlineData("phone_number_to", "\"+1234567890123456\"", "phone_number_to must be")]
    [InlineData("phone_number_to", "\"+525512345678\\n\"", "phone_number_to must be")]
    [InlineData("phone_number_to", "\"+52551234567\u0668\"", "phone_number_to must be")]
    [InlineData("end_user_display_name", "1", "end_user_display_name must be a string")]
    [InlineData("end_user_context", "{}", "end_user_context must be a string")]
    [InlineData("initial_message", "null", "initial_message must be a string")]
    public async Task A_field_that_breaks_a_rule_is_named(string field, string? json, string why)
    {
        var call = CallPosts.ValidCall();
        call.Remove(field);
        var members = call.Select(member => $"\"{member.Key}\":{member.Value!.ToJsonString()}");
        var body = string.Join(',', json is null ? members : members.Append($"\"{field}\":{json}"));

        using var answer = await client.PostCallAsync(altur, $"{{{body}}}");

        await AssertRefusedAsync(answer, HttpStatusCode.UnprocessableEntity, why);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"call\"")]
    public async Task A_body_that_is_not_an_object_is_refused(string body)
    {
        using var answer = await client.PostCallAsync(altur, body);

        await AssertRefusedAsync(answer, HttpStatusCode.UnprocessableEntity, "object");
    }

    [Theory]
    [InlineData("+1234567")]
    [InlineData("+123456789012345")]
    public async Task The_shortest_and_the_longest_number_are_called(string number)
    {
        var call = CallPosts.ValidCall();
        call["phone_number_to"] = number;
        using var answer = await client.PostCallAsync(altur, call.ToJsonString());

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("calls")]
    [InlineData("call/")]
    [InlineData("Call")]
    [InlineData("/call")]
    public async Task Another_path_does_not_exist(string path)
    {
        using var content = new StringContent("{}");
        using var answer = await client.PostAsync(new Uri(altur.BaseUrl, path), content);

        await AssertRefusedAsync(answer, HttpStatusCode.NotFound, "/api/v1.0/call");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Another_method_is_not_allowed_and_not_a_post(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(altur.BaseUrl, "call"));
        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
        Assert.Equal(0, altur.Count);
    }

    [Fact]
    public async Task Listeners_are_told_of_every_post_before_its_answer()
    {
        var told = new List<AlturPost>();
        altur.Answered += told.Add;

        using var refused = await client.PostCallAsync(altur, authorization: null);
        Assert.Equal(["401"], told.Select(post => post.Outcome));
        using var placed = await client.PostCallAsync(altur);
        Assert.Equal(["401", "201"], told.Select(post => post.Outcome));
        Assert.Equal(told, altur.Posts);
    }

    [Fact]
    public async Task Only_this_machine_is_listened_to()
    {
        Assert.True(altur.BaseUrl.IsLoopback);
        Assert.Equal("/api/v1.0/", altur.BaseUrl.AbsolutePath);
        await Assert.ThrowsAsync<ArgumentException>(() => SimulatedAltur.StartAsync(new() { Url = new Uri("http://0.0.0.0:0") }));
    }

    [Fact]
    public async Task A_port_in_use_stops_startup()
    {
        await Assert.ThrowsAsync<IOException>(() => SimulatedAltur.StartAsync(new() { Url = altur.BaseUrl }));
    }

    private async Task AssertRefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string why)
    {
        Assert.Equal(status, answer.StatusCode);
        var detail = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>();
        Assert.Contains(why, detail, StringComparison.Ordinal);
        var post = Assert.Single(altur.Posts);
        Assert.Equal((int)status, post.Status);
        Assert.False(post.Rang);
        Assert.Null(post.CallId);
    }
}

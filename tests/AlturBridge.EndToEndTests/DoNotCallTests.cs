using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Operating.DoNotCall;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;

namespace AlturBridge.EndToEndTests;

/// <summary>Who said no is not called, whatever way the lead comes.</summary>
public sealed class DoNotCallTests
{
    private const string Ana = "+525555550143";
    private const string Ben = "+12025550143";

    private static readonly Dictionary<string, string?> InUse = new() { ["Calling__DoNotCall"] = "true" };

    [Fact]
    public async Task A_number_on_the_list_is_refused_at_intake_and_before_the_dial_until_it_is_removed()
    {
        await using var test = await TestBridge.StartAsync(InUse);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(test, HttpMethod.Put, Ben));
        Assert.True((bool?)(await ReadAsync(test, Ben))["listed"]);

        using var refused = await test.PostAsync($$"""{"phone_number_to":"{{Ben}}"}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);

        await using var sender = test.ServiceBus.CreateSender("calls");
        await sender.SendMessageAsync(Message("producer:1"));
        await Eventually.TrueAsync(async () => (await test.DeadLettersAsync("calls")).Count == 1, "the message is a dead letter");
        Assert.Equal("NotAllowed", (await test.DeadLettersAsync("calls"))[0].DeadLetterReason);
        Assert.Equal(0, test.Altur.Count);

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(test, HttpMethod.Delete, Ben));
        Assert.False((bool?)(await ReadAsync(test, Ben))["listed"]);
        await test.AcceptAsync(Ben);
        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the record is delivered");
    }

    [Fact]
    public async Task The_status_says_nothing_of_a_list_that_is_not_used()
    {
        await using var test = await TestBridge.StartAsync();

        var status = await test.StatusAsync();

        Assert.True(status.ContainsKey("do_not_call"));
        Assert.Null(status["do_not_call"]);
    }

    [Fact]
    public async Task A_file_of_numbers_is_imported_and_outlives_a_restart()
    {
        await using var test = await TestBridge.StartAsync(InUse);

        using var answer = await ImportAsync(test, $"# who said no\n{Ana}\n\n+1 (202) 555-0143\r\n2025550143\n");

        Assert.Equal(
            """{"added":2,"refused_count":1,"refused_lines":[5]}""",
            JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.ToJsonString());
        await test.RestartAsync();
        Assert.True((bool?)(await ReadAsync(test, Ana))["listed"]);
        Assert.True((bool?)(await ReadAsync(test, Ben))["listed"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2025550143")]
    [InlineData("{\"numbers\":[]}")]
    public async Task What_holds_no_number_is_refused_in_a_sentence(string text)
    {
        await using var test = await TestBridge.StartAsync(InUse);

        using var answer = await ImportAsync(test, text);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("one number a line", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(test, HttpMethod.Put, "2025550143"));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        await using var test = await TestBridge.StartAsync(InUse);

        using var answer = await ImportAsync(test, new string('#', ImportDoNotCall.MaxBytes + 1));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_list_that_is_not_in_use_takes_nobody()
    {
        await using var test = await TestBridge.StartAsync();

        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(test, HttpMethod.Put, Ana));
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(test, HttpMethod.Get, Ana));
        using var answer = await ImportAsync(test, Ana);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("set Calling__DoNotCall=true first", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_list_cannot_be_read_leads_are_taken_and_wait()
    {
        var store = new FailingStore();
        await using var test = await TestBridge.StartAsync(
            InUse, configure: services => services.AddSingleton<IDoNotCallStore>(store));

        await test.AcceptAsync(Ben);
        await Eventually.TrueAsync(() => store.Asked >= 2, "the list is asked by intake and before the dial");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(test, HttpMethod.Get, Ben));
        Assert.False((bool?)(await test.StatusAsync())["do_not_call"]!["readable"]);
        Assert.Equal(0, test.Altur.Count);
        Assert.Empty(await test.DeadLettersAsync("calls"));
        store.Fails = false;
        Assert.True((bool?)(await test.StatusAsync())["do_not_call"]!["readable"]);

        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the record is delivered");
        Assert.Equal(1, test.Altur.Count);
    }

    [Fact]
    public async Task The_command_line_adds_checks_imports_and_removes()
    {
        await using var test = await TestBridge.StartAsync(InUse);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "numbers.txt"), $"{Ana}\nnobody\n");

        // More than fits into a request, and lines enough for one that are not numbers.
        var many = Enumerable.Range(0, 9_999).Select(index => $"+1202555{index:D4}").Concat(Enumerable.Repeat("# closed", 10_001));
        await File.WriteAllLinesAsync(Path.Combine(folder.Path, "many.txt"), [.. many, Ana, "nobody"]);

        Assert.Equal((2, "1 numbers are on the list."), await RunAsync("import", "numbers.txt"));
        Assert.Equal((2, "10000 numbers are on the list."), await RunAsync("import", "many.txt"));
        Assert.Equal((2, "It has been on the list since"), await RunAsync("check", Ana));
        Assert.Equal((0, "It is not on the list."), await RunAsync("remove", Ana));
        Assert.Equal((0, "It is not on the list."), await RunAsync("check", Ana));
        Assert.Equal((0, "It is on the list."), await RunAsync("add", Ana));
        Assert.Equal((1, string.Empty), await RunAsync("add", "5555550143"));

        async Task<(int Code, string Output)> RunAsync(string command, string argument)
        {
            await using var child = ChildProcess.Start(
                "AlturBridge.EmbeddedHost", folder.Path, "do-not-call", command, argument, "--url", test.Address("/").AbsoluteUri);
            var code = await child.ExitCodeAsync();
            var line = child.Output.Split('\n')[0].Trim();
            const string Listed = "It has been on the list since";
            return (code, line.StartsWith(Listed, StringComparison.Ordinal) ? Listed : line);
        }
    }

    private static ServiceBusMessage Message(string id) =>
        new($$"""{"agent_id":"{{TestBridge.AgentId}}","phone_number_to":"{{Ben}}"}""") { MessageId = id, SessionId = "lane-0" };

    private static async Task<HttpStatusCode> SendAsync(TestBridge test, HttpMethod method, string number)
    {
        using var request = new HttpRequestMessage(method, test.Address($"api/do-not-call/{number}"));
        using var answer = await test.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<JsonObject> ReadAsync(TestBridge test, string number) =>
        (await test.Http.GetFromJsonAsync<JsonObject>(test.Address($"api/do-not-call/{Uri.EscapeDataString(number)}")))!;

    private static async Task<HttpResponseMessage> ImportAsync(TestBridge test, string text)
    {
        using var content = new StringContent(text, Encoding.UTF8, "text/plain");
        return await test.Http.PostAsync(test.Address("api/do-not-call"), content);
    }

    private sealed class FailingStore : IDoNotCallStore
    {
        private int asked;

        public int Asked => asked;

        public bool Fails { get; set; } = true;

        public Task<string?> ReadKeyAsync(string? begin, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref asked);
            return Fails ? throw new IOException("The list is away.") : Task.FromResult<string?>(null);
        }

        public Task<DateTimeOffset?> FindAsync(string digest, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task AddAsync(IReadOnlyCollection<string> digests, DateTimeOffset at, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task RemoveAsync(string digest, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

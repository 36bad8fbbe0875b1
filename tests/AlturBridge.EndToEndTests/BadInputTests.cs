using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Testing;

namespace AlturBridge.EndToEndTests;

public sealed class BadInputTests
{
    private const string Agent = "\"agent_id\":\"3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34\"";

    private static readonly (string Source, byte[] Body, HttpStatusCode Status, string Sentence)[] Bodies =
    [
        ("json", Bytes(string.Empty), HttpStatusCode.BadRequest, "empty"),
        ("json", Bytes(" \n"), HttpStatusCode.BadRequest, "empty"),
        ("json", Bytes("{\"phone_number_to\": \"+12025550143\""), HttpStatusCode.BadRequest, "valid JSON"),
        ("json", Bytes("phone=12025550143"), HttpStatusCode.BadRequest, "valid JSON"),
        ("json", Bytes("[]x"), HttpStatusCode.BadRequest, "valid JSON"),
        ("json", Bytes("\"call me\""), HttpStatusCode.UnprocessableEntity, "phone_number_to is missing"),
        ("json", Bytes("{}"), HttpStatusCode.UnprocessableEntity, "phone_number_to is missing"),
        ("json", Bytes("{\"phone_number_to\": 12025550143}"), HttpStatusCode.UnprocessableEntity, "phone_number_to: "),
        ("json", Bytes("{\"phone_number_to\": {\"number\": 1}}"), HttpStatusCode.UnprocessableEntity, "a list or an object"),
        ("json", Bytes("{\"phone_number_to\": \"202 555 0143\"}"), HttpStatusCode.UnprocessableEntity, "does not say its country"),
        ("json", Bytes("{\"phone_number_to\": \"+0123456789\"}"), HttpStatusCode.UnprocessableEntity, "a country code that no country has"),
        (
            "json",
            Bytes("{\"phone_number_to\": \"+12025550143\\n\\n+12025550144\"}"),
            HttpStatusCode.UnprocessableEntity,
            "phone_number_to: "),
        (
            "json",
            Bytes("{\"agent_id\": \"my agent\", \"phone_number_to\": \"+12025550143\"}"),
            HttpStatusCode.UnprocessableEntity,
            "version 4 UUID"),
        (
            "json",
            Bytes("{\"agent_id\": true, \"phone_number_to\": \"+12025550143\"}"),
            HttpStatusCode.UnprocessableEntity,
            "agent_id must be a version 4 UUID"),
        (
            "json",
            Bytes("{" + Agent + ",\"phone_number_to\": \"+12025550143\",\"phone_number_to\": \"+12025550144\"}"),
            HttpStatusCode.BadRequest,
            "no property twice"),
        (
            "json",
            Bytes($"{{{Agent},\"phone_number_to\":\"+12025550143\",\"end_user_context\":\"{new string('x', 300 * 1024)}\"}}"),
            HttpStatusCode.RequestEntityTooLarge,
            "256 KB"),
        ("json", Bytes(new string('[', 10_000) + new string(']', 10_000)), HttpStatusCode.BadRequest, "32 levels"),
        ("json", [.. Bytes("{\"phone_number_to\": \"+12025550143"), 0xFF, 0xFE, .. Bytes("\"}")], HttpStatusCode.BadRequest, "UTF-8"),
        (
            "json",
            Bytes("{\"phone_number_to\": \"+12025550143\", \"end_user_display_name\": \"\\ud800\"}"),
            HttpStatusCode.BadRequest,
            "surrogate"),
        ("salesforce", Bytes("{}"), HttpStatusCode.NotFound, "There is no source with this name"),
        ("..%2f..%2fetc", Bytes("{}"), HttpStatusCode.NotFound, "There is no source with this name"),
    ];

    [Fact]
    public async Task Every_bad_lead_gets_a_sentence_that_says_how_to_mend_it_and_queues_nothing()
    {
        await using var test = await TestBridge.StartAsync();

        foreach (var (source, body, status, sentence) in Bodies)
        {
            using var response = await test.PostAsync(body, source);
            var answer = await response.Content.ReadAsStringAsync();

            Assert.True(
                status == response.StatusCode,
                $"{Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 100)))}: {response.StatusCode} {answer}");
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            var problem = JsonNode.Parse(answer)!;
            Assert.Equal((int)status, problem["status"]!.GetValue<int>());
            Assert.False(string.IsNullOrEmpty(problem["title"]!.GetValue<string>()));
            Assert.Contains(sentence, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Empty(await test.WaitingAsync("calls"));
        Assert.Empty(await test.DeadLettersAsync("calls"));
        await test.AcceptAsync("+12025550143");
        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the host is still up and calls the good lead");
        Assert.Equal(1, test.Altur.Count);
    }

    [Fact]
    public async Task A_large_body_without_a_length_is_refused_whole_not_cut_short()
    {
        await using var test = await TestBridge.StartAsync();
        using var content = new PushContent(Bytes($"{{{Agent},\"phone_number_to\":\"+12025550143\"}}{new string(' ', 256 * 1024)}"));

        using var response = await test.Http.PostAsync(test.Address("api/leads/json"), content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(await test.WaitingAsync("calls"));
    }

    [Fact]
    public async Task Several_problems_are_named_together()
    {
        await using var test = await TestBridge.StartAsync(new Dictionary<string, string?> { ["Altur__AgentId"] = null });

        using var response = await test.PostAsync("{\"end_user_context\": \"hi\"}");

        var problem = await response.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal(2, problem!["errors"]!.AsArray().Count);
        Assert.Contains("agent_id is missing", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("phone_number_to is missing", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Sent in chunks, without a Content-Length.</summary>
    private sealed class PushContent(byte[] body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

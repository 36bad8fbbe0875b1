using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Testing;

namespace AlturBridge.EndToEndTests;

/// <summary>CRMs connected only by settings, over real HTTP.</summary>
public sealed class SourceTests
{
    private const string Origin = "eventgrid.azure.net";
    private const string Key = "function-key";
    private const string CloseSecret = "6b2b1c1d3e4f5a6b7c8d9e0f1a2b3c4d6b2b1c1d3e4f5a6b7c8d9e0f1a2b3c4d";

    private const string CloseLead =
        """{"event":{"id":"ev_1","action":"created","data":{"name":"Zoë Lindqvist","contacts":[{"name":"Zoë","phones":[{"phone":"+1 202-555-0143"}]}]}}}""";

    [Fact]
    public async Task A_signed_lead_is_called_and_its_forged_twin_is_not()
    {
        await using var test = await TestBridge.StartAsync(
            new Dictionary<string, string?> { ["Sources__close__Preset"] = "close", ["Sources__close__Secrets__0"] = CloseSecret });
        var (signature, now) = SignedNow(CloseLead);

        using var forged = await SendAsync(
            test,
            "close",
            Json(CloseLead.Replace("0143", "0144", StringComparison.Ordinal)),
            ("close-sig-hash", signature),
            ("close-sig-timestamp", now));
        using var unsigned = await SendAsync(test, "close", Json(CloseLead));
        using var signed = await SendAsync(test, "close", Json(CloseLead), ("close-sig-hash", signature), ("close-sig-timestamp", now));

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Accepted),
            (forged.StatusCode, unsigned.StatusCode, signed.StatusCode));
        Assert.Contains("matches this signature", (await ReadAsync(forged))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the signed lead is called");
        Assert.Equal("+12025550143", Assert.Single(test.Altur.Posts).PhoneNumberTo);
        Assert.Equal(("close:ev_1", "close"), (test.Webhook.Deliveries[0].LeadId, test.Webhook.Deliveries[0].Source));
    }

    [Fact]
    public async Task A_handshake_needs_no_function_key_and_a_lead_does()
    {
        await using var test = await TestBridge.StartAsync(
            new Dictionary<string, string?>
            {
                ["Sources__events__Preset"] = "cloudevents",
                ["Sources__meta__Preset"] = "meta-lead-ads",
                ["Sources__meta__Secrets__0"] = "qz4mT8vK2xWbN6rJ9dLpC3hF",
                ["Sources__meta__Handshake__VerifyToken"] = "vt-9Kq2mX7wB4zR8nLp3cHdF",
                ["Sources__json__Preset"] = "json",
                ["Leads__ShareFunctionKey"] = "true",
            },
            key: Key);

        using var consent = await HandshakeAsync(test, HttpMethod.Options, "events", ("WebHook-Request-Origin", Origin));
        using var unicode = await HandshakeAsync(test, HttpMethod.Options, "events", ("WebHook-Request-Origin", "Zoë.example.com"));
        using var challenge = await HandshakeAsync(
            test, HttpMethod.Get, "meta?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=vt-9Kq2mX7wB4zR8nLp3cHdF");
        using var guess = await HandshakeAsync(
            test, HttpMethod.Get, "meta?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=guess");
        using var none = await HandshakeAsync(test, HttpMethod.Get, "json");
        using var withoutKey = await SendAsync(test, "json", Json("""{"phone_number_to":"+12025550143"}"""));
        using var withKey = await SendAsync(test, "json", Json("""{"phone_number_to":"+12025550143"}"""), ("x-functions-key", Key));

        Assert.Equal((HttpStatusCode.OK, Origin), (consent.StatusCode, Assert.Single(consent.Headers.GetValues("WebHook-Allowed-Origin"))));
        Assert.Equal((HttpStatusCode.OK, "1158201444"), (challenge.StatusCode, await challenge.Content.ReadAsStringAsync()));
        Assert.Equal(
            (
                HttpStatusCode.Forbidden,
                HttpStatusCode.Forbidden,
                HttpStatusCode.NotFound,
                HttpStatusCode.Unauthorized,
                HttpStatusCode.Accepted),
            (unicode.StatusCode, guess.StatusCode, none.StatusCode, withoutKey.StatusCode, withKey.StatusCode));
    }

    [Fact]
    public async Task A_Salesforce_outbound_message_is_acknowledged_in_SOAP_and_called()
    {
        await using var test = await TestBridge.StartAsync(
            new Dictionary<string, string?> { ["Sources__salesforce__Preset"] = "salesforce-outbound-message" });
        const string message = """
            <?xml version="1.0" encoding="UTF-8"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
              <soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound">
                <Notification><Id>04l5e1</Id><sObject><sf:FirstName>Ana</sf:FirstName><sf:LastName>Núñez</sf:LastName><sf:MobilePhone>+52 55 1234 5678</sf:MobilePhone></sObject></Notification>
                <Notification><Id>04l5e2</Id><sObject><sf:LastName>Mensah</sf:LastName></sObject></Notification>
              </notifications></soapenv:Body>
            </soapenv:Envelope>
            """;

        using var answer = await SendAsync(test, "salesforce", new StringContent(message, Encoding.UTF8, "text/xml"));

        Assert.Equal((HttpStatusCode.OK, "text/xml"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("<Ack>true</Ack>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the lead with a number is called");
        Assert.Equal(
            ("+525512345678", "Ana Núñez"),
            (
                Assert.Single(test.Altur.Posts).PhoneNumberTo,
                JsonNode.Parse(test.Altur.Posts[0].Body)!["end_user_display_name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_batch_is_called_once_each_and_not_again_when_it_is_sent_again()
    {
        await using var test = await TestBridge.StartAsync();
        var numbers = Enumerable.Range(0, 100).Select(index => $"+1202555{index:0000}").ToList();
        var batch = $"[{string.Join(',', numbers.Select(number => $$"""{"phone_number_to":"{{number}}"}"""))}]";

        using var first = await SendAsync(test, "json", Json(batch));
        await Eventually.TrueAsync(() => test.Webhook.Count == numbers.Count, "every lead is called");
        using var second = await SendAsync(test, "json", Json(batch));
        var last = await test.AcceptAsync("+12025559999");
        await Eventually.TrueAsync(
            () => test.Webhook.Deliveries.Any(delivery => delivery.LeadId == last), "the lead that comes after them is called");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        var ids = await Ids(first);
        Assert.Equal(ids, await Ids(second));
        Assert.Equal(100, ids.Distinct().Count());
        await Eventually.TrueAsync(async () => (await test.WaitingAsync("calls")).Count == 0, "nothing waits to be called");
        Assert.Equal(numbers.Append("+12025559999"), test.Altur.Posts.Select(post => post.PhoneNumberTo).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_preview_shows_the_call_and_queues_nothing()
    {
        await using var test = await TestBridge.StartAsync(
            new Dictionary<string, string?> { ["Sources__close__Preset"] = "close", ["Sources__close__Secrets__0"] = CloseSecret });

        var (signature, now) = SignedNow(CloseLead);

        using var unsigned = await SendAsync(test, "close/preview", Json(CloseLead));
        using var answer = await SendAsync(
            test, "close/preview", Json(CloseLead), ("close-sig-hash", signature), ("close-sig-timestamp", now));

        var preview = await ReadAsync(answer);
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
        Assert.Equal((HttpStatusCode.OK, true), (answer.StatusCode, preview["authentic"]!.GetValue<bool>()));
        Assert.Equal(
            ("+12025550143", "ev_1"),
            (
                preview["leads"]![0]!["call"]!["phone_number_to"]!.GetValue<string>(),
                preview["leads"]![0]!["dedup_key"]!.GetValue<string>()));
        Assert.Empty(await test.WaitingAsync("calls"));
        Assert.Equal(0, test.Altur.Count);
    }

    [Fact]
    public async Task A_form_is_read_as_its_CRM_means_it()
    {
        await using var test = await TestBridge.StartAsync(
            new Dictionary<string, string?> { ["Sources__active__Preset"] = "activecampaign", ["Sources__active__Phone__Region"] = "US" });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["type"]
            = "subscribe", ["contact[id]"] = "42", ["contact[first_name]"] = "Zoë", ["contact[phone]"] = "(202) 555-0143",
            ["contact[fields][preferred_time]"] = "after 5 & before 7",
        });

        using var answer = await SendAsync(test, "active", form);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.TrueAsync(() => test.Altur.Count == 1, "the lead is called");
        Assert.Equal(
            $$"""{"agent_id":"{{TestBridge.AgentId}}","phone_number_to":"+12025550143","end_user_display_name":"Zoë","end_user_context":"after 5 & before 7"}""",
            test.Altur.Posts[0].Body);
    }

    [Fact]
    public async Task A_CRM_that_punishes_a_refusal_hears_200_and_nobody_is_called()
    {
        await using var test = await TestBridge.StartAsync(
            new Dictionary<string, string?> { ["Sources__json__Preset"] = "json", ["Sources__json__OnRefusal"] = "Acknowledge" });

        using var answer = await SendAsync(test, "json", Json("""{"phone_number_to":"anonymous"}"""));

        var receipt = await ReadAsync(answer);
        Assert.Equal((HttpStatusCode.OK, 0), (answer.StatusCode, receipt["accepted"]!.GetValue<int>()));
        Assert.Contains("phone_number_to: ", receipt["leads"]![0]!["refused"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(await test.WaitingAsync("calls"));
        Assert.Equal(0, test.Altur.Count);
    }

    private static (string Signature, string Timestamp) SignedNow(string body)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return (Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(CloseSecret), Encoding.UTF8.GetBytes(now + body))), now);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private static async Task<HttpResponseMessage> SendAsync(
        TestBridge test, string path, HttpContent content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, test.Address($"api/leads/{path}")) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await test.Http.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> HandshakeAsync(
        TestBridge test, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });
        using var request = new HttpRequestMessage(method, test.Address($"api/leads/{path}"));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request);
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonObject>())!;

    private static async Task<List<string>> Ids(HttpResponseMessage answer) =>
        [.. (await ReadAsync(answer))["leads"]!.AsArray().Select(lead => lead!["id"]!.GetValue<string>())];
}

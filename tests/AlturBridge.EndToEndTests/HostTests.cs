using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AlturBridge.EndToEndTests.Harness;

namespace AlturBridge.EndToEndTests;

public sealed class HostTests
{
    private const string Lead = """{"phone_number_to": "+12025550143"}""";

    [Fact]
    public async Task Health_says_ready()
    {
        await using var test = await TestBridge.StartAsync(key: "secret");

        using var response = await test.Http.GetAsync(test.Address("api/health"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("ready", (await response.Content.ReadFromJsonAsync<JsonObject>())!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_bare_address_leads_to_the_console()
    {
        await using var test = await TestBridge.StartAsync(key: "secret");

        using var response = await test.Http.GetAsync(test.Address("/"));

        Assert.Equal(test.Address("/api/console"), response.RequestMessage!.RequestUri);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_function_key_is_asked_for_where_one_is_set()
    {
        await using var test = await TestBridge.StartAsync(key: "secret");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(test, null, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(test, "wrong", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(test, null, "wrong"));
        Assert.Empty(await test.WaitingAsync("calls"));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(test, "secret", null));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(test, null, "secret"));
    }

    [Fact]
    public async Task A_wrong_method_and_an_unknown_route_are_not_found()
    {
        await using var test = await TestBridge.StartAsync();

        using var wrongMethod = await test.Http.PutAsync(test.Address("api/leads/json"), new StringContent(Lead));
        using var unknown = await test.Http.GetAsync(test.Address("api/nothing"));

        Assert.Equal(HttpStatusCode.NotFound, wrongMethod.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(TestBridge test, string? header, string? query)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, test.Address($"api/leads/json{(query is null ? string.Empty : $"?code={query}")}"))
        {
            Content = new StringContent(Lead, Encoding.UTF8, "application/json"),
        };

        if (header is not null)
        {
            request.Headers.Add("x-functions-key", header);
        }

        using var response = await test.Http.SendAsync(request);
        return response.StatusCode;
    }
}

using AlturBridge.Calling;
using AlturBridge.Testing.Edges;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Calling;

public sealed class AlturClientRequestTests
{
    [Fact]
    public async Task The_key_is_sent_as_Altur_documents_it()
    {
        var request = await RequestAsync();

        Assert.Contains("Authorization: api-key the-secret", request.Headers);
    }

    [Fact]
    public async Task The_body_goes_out_byte_for_byte()
    {
        var body = new BinaryData(
            "{\"phone_number_to\" : \"+525512345678\",\r\n\"end_user_display_name\":\"Zoë \\u00eb 🙂\", \"unknown\": [1.50] }\n");

        var request = await RequestAsync(body: body);

        Assert.Equal(body.ToArray(), request.Body);
        Assert.Contains("Content-Type: application/json", request.Headers);
    }

    [Theory]
    [InlineData("/api/v1.0")]
    [InlineData("/api/v1.0/")]
    public async Task The_base_address_may_end_with_a_slash_or_not(string path)
    {
        var request = await RequestAsync(path);

        Assert.Equal("POST /api/v1.0/call HTTP/1.1", request.Line);
    }

    [Fact]
    public async Task The_answer_is_asked_for_as_it_is_and_not_compressed()
    {
        var request = await RequestAsync();

        Assert.DoesNotContain(request.Headers, header => header.StartsWith("Accept-Encoding:", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void No_timeout_but_that_of_the_settings_ends_a_request()
    {
        using var services = new ServiceCollection()
            .AddSingleton(Options.Create(new AlturOptions { ApiKey = "secret" }))
            .BuildServiceProvider();
        using var http = new HttpClient();
        AlturClient.Configure(services, http);

        Assert.Equal(Timeout.InfiniteTimeSpan, http.Timeout);
    }

    [Fact]
    public async Task It_does_not_ask_before_it_sends_the_body()
    {
        var request = await RequestAsync();

        Assert.DoesNotContain(request.Headers, header => header.StartsWith("Expect:", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Each_post_has_its_own_connection()
    {
        await using var altur = Altur();
        var client = AlturClients.Create(altur.BaseUrl);

        for (var call = 0; call < 5; call++)
        {
            Assert.IsType<DialOutcome.Placed>(await client.PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim));
        }

        Assert.Equal((5, 5), (altur.Connections, altur.Requests.Count));
    }

    private static async Task<RawRequest> RequestAsync(string path = "/api/v1.0/", BinaryData? body = null)
    {
        await using var altur = Altur();

        Assert.IsType<DialOutcome.Placed>(await AlturClients.Create(new Uri($"http://127.0.0.1:{altur.Port}{path}")).PlaceAsync(
            body ?? AlturClients.CallRequest, AlturClients.NoClaim));
        return Assert.Single(altur.Requests);
    }

    /// <summary>Answers every request and keeps every connection, as long as the client likes.</summary>
    private static RawServer Altur() => new(async connection =>
    {
        while (true)
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync("201 Created", "{\"id\":\"1\"}");
        }
    });
}

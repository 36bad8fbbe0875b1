using System.Net.Sockets;
using System.Text;
using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Testing;

namespace AlturBridge.EndToEndTests;

/// <summary>The limits in docs/security.md: what one caller may cost the embedded host.</summary>
public sealed class ServerLimitTests
{
    private const string Post = "POST /api/leads/json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private const string Health = "GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    [Fact]
    public async Task A_flood_of_headers_or_a_long_address_is_refused()
    {
        await using var test = await TestBridge.StartAsync();
        var many = string.Concat(Enumerable.Range(0, 101).Select(index => $"x-{index}: a\r\n"));
        var large = string.Concat(Enumerable.Range(0, 9).Select(index => $"x-{index}: {new string('a', 4000)}\r\n"));

        Assert.StartsWith("HTTP/1.1 431 ", await TalkAsync(test, $"{Post}{many}\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431 ", await TalkAsync(test, $"{Post}{large}\r\n"), StringComparison.Ordinal);
        Assert.StartsWith(
            "HTTP/1.1 414 ",
            await TalkAsync(test, $"GET /api/health?{new string('a', 8192)} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_headers_and_a_slow_body_end_the_connection()
    {
        await using var test = await TestBridge.StartAsync();

        var answers = await Task.WhenAll(TalkAsync(test, Post), TalkAsync(test, $"{Post}Content-Length: 100\r\n\r\n{{"));

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal));
        Assert.Empty(await test.WaitingAsync("calls"));
    }

    [Fact]
    public async Task More_than_a_thousand_connections_are_turned_away_and_then_let_in()
    {
        await using var test = await TestBridge.StartAsync();
        var clients = new List<TcpClient>();
        try
        {
            // Some may be closed for being idle before the last ones stand: a busy machine needs more of them.
            await Eventually.TrueAsync(
                async () =>
                {
                    clients.AddRange(await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => ConnectAsync(test))));
                    return (await TalkAsync(test, Health)).Length == 0;
                },
                "one more is turned away");
            Assert.InRange(clients.Count, 1000, int.MaxValue);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        await Eventually.TrueAsync(
            async () => (await TalkAsync(test, Health)).Contains("200 OK", StringComparison.Ordinal), "it is let in again");
    }

    /// <returns>Everything the server answers until it closes the connection; empty if it closes without an answer.</returns>
    private static async Task<string> TalkAsync(TestBridge test, string text)
    {
        using var client = await ConnectAsync(test);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static async Task<TcpClient> ConnectAsync(TestBridge test)
    {
        var client = new TcpClient();
        var address = test.Address("/");
        await client.ConnectAsync(address.Host, address.Port);
        return client;
    }
}

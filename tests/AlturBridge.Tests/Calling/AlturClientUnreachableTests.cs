using System.Net;
using System.Net.Sockets;
using AlturBridge.Calling;
using AlturBridge.Tests.Simulation;

namespace AlturBridge.Tests.Calling;

/// <summary>A request that never left surely rang no phone; one that may have left is never sent again.</summary>
public sealed class AlturClientUnreachableTests
{
    [Fact]
    public async Task A_refused_connection_placed_no_call()
    {
        var notPlaced = Assert.IsType<Dial.NotPlaced>(await AlturClients.Create(new Uri($"http://127.0.0.1:{UnusedPort()}/")).PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim));

        Assert.Contains("could not be reached", notPlaced.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_placed_no_call() =>
        Assert.IsType<Dial.NotPlaced>(await AlturClients.Create(new Uri("https://altur.invalid/api/v1.0/")).PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim));

    [Fact]
    public async Task A_failed_tls_handshake_placed_no_call()
    {
        await using var altur = new RawServer(async connection =>
        {
            await connection.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n");
            await connection.StayAsync();
        });

        var notPlaced = Assert.IsType<Dial.NotPlaced>(await AlturClients.Create(new Uri($"https://127.0.0.1:{altur.Port}/")).PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim));

        Assert.Contains("TLS", notPlaced.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_not_open_in_time_placed_no_call()
    {
        var time = new WatchedTime(WatchedTime.Morning);
        await using var altur = new RawServer(connection => connection.StayAsync());
        // The handshake never ends: the server has the client's first word and says none.
        var placing = AlturClients.Create(new Uri($"https://127.0.0.1:{altur.Port}/"), time).PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim);
        await Eventually.TrueAsync(() => altur.Connections == 1);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.IsType<Dial.NotPlaced>(await placing.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task A_reset_before_the_request_was_read_is_never_taken_for_an_answer()
    {
        await using var altur = new RawServer(connection =>
        {
            connection.Reset();
            return Task.CompletedTask;
        });

        // Which of the two depends on whether the reset comes before the body is handed to the connection.
        Assert.True(await AlturClients.PlaceAsync(altur) is Dial.Unknown or Dial.NotPlaced);
        Assert.Empty(altur.Requests);
    }

    [Fact]
    public async Task A_reset_after_the_request_was_read_is_unknown_and_not_repeated()
    {
        await using var altur = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            connection.Reset();
        });

        Assert.IsType<Dial.Unknown>(await AlturClients.PlaceAsync(altur));
        Assert.Single(altur.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_request_that_gets_no_answer_is_sent_exactly_once(int answeredBefore)
    {
        var number = 0;
        await using var altur = new RawServer(async connection =>
        {
            while (true)
            {
                await connection.ReadRequestAsync();
                if (Interlocked.Increment(ref number) > answeredBefore)
                {
                    return;
                }

                await connection.AnswerAsync("201 Created", "{\"id\":\"1\"}");
            }
        });
        var client = AlturClients.Create(altur.BaseUrl);
        for (var call = 0; call < answeredBefore; call++)
        {
            Assert.IsType<Dial.Placed>(await client.PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim));
        }

        Assert.IsType<Dial.Unknown>(await client.PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim));
        Assert.Equal(answeredBefore + 1, altur.Requests.Count);
        Assert.Equal(answeredBefore + 1, altur.Connections);
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Net;
using System.Net.Sockets;
using AlturBridge.Calling;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Calling;

/// <summary>A request that was never sent certainly rang no phone; one that may have been sent is never sent again.</summary>
public sealed class AlturClientUnreachableTests
{
    [Fact]
    public async Task A_refused_connection_placed_no_call()
    {
        // Bound but not listening: the port is reserved, and refuses.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var notPlaced = Assert.IsType<DialOutcome.NotPlaced>(await AlturClients.Create(
            new Uri($"http://{socket.LocalEndPoint}/")).PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim));

        Assert.Contains("could not be reached", notPlaced.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_placed_no_call() =>
        Assert.IsType<DialOutcome.NotPlaced>(await AlturClients.Create(new Uri("https://altur.invalid/api/v1.0/")).PlaceAsync(
            AlturClients.CallRequest, AlturClients.NoClaim));

    [Fact]
    public async Task A_failed_tls_handshake_placed_no_call()
    {
        await using var altur = new RawServer(async connection =>
        {
            await connection.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n");
            await connection.StayAsync();
        });

        var notPlaced = Assert.IsType<DialOutcome.NotPlaced>(await AlturClients.Create(
            new Uri($"https://127.0.0.1:{altur.Port}/")).PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim));

        Assert.Contains("TLS", notPlaced.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_not_open_in_time_placed_no_call()
    {
        var time = new WatchedTime(WatchedTime.Morning);
        await using var altur = new RawServer(connection => connection.StayAsync());
        // The handshake never ends: the server gets the client hello and does not reply.
        var placing = AlturClients.Create(new Uri($"https://127.0.0.1:{altur.Port}/"), time).PlaceAsync(
            AlturClients.CallRequest, AlturClients.NoClaim);
        await Eventually.TrueAsync(() => altur.Connections == 1);

        time.Advance(TimeSpan.FromSeconds(30));

        var notPlaced = Assert.IsType<DialOutcome.NotPlaced>(await placing.WaitAsync(Eventually.Deadline));
        Assert.Equal("Altur could not be reached: there was no answer within 30 s.", notPlaced.Why);
    }

    [Fact]
    public async Task A_connection_has_its_own_ten_seconds_not_the_whole_requests_time()
    {
        await using var altur = new RawServer(connection => connection.StayAsync());
        using var handler = Assert.IsType<SocketsHttpHandler>(AlturClient.CreateHandler());
        Assert.Equal(TimeSpan.FromSeconds(10), handler.ConnectTimeout);
        handler.ConnectTimeout = TimeSpan.FromMilliseconds(50);
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{altur.Port}/") };
        // On this clock the request itself would never time out.
        var client = new AlturClient(
            http,
            Microsoft.Extensions.Options.Options.Create(new AlturOptions { ApiKey = "secret" }),
            new WatchedTime(WatchedTime.Morning));

        var notPlaced = Assert.IsType<DialOutcome.NotPlaced>(
            await client.PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim).WaitAsync(Eventually.Deadline));

        Assert.Equal("Altur could not be reached: no connection could be made in time.", notPlaced.Why);
    }

    [Fact]
    public async Task A_connection_that_nobody_accepts_placed_no_call()
    {
        using var full = new Socket(SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        // They fill the accept backlog; the kernel answers no further connections.
        var waiting = Enumerable.Range(0, 8).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp)).ToList();
        waiting.ForEach(socket => _ = socket.ConnectAsync(full.LocalEndPoint!));
        var time = new WatchedTime(WatchedTime.Morning);
        var claimed = false;
        var placing = AlturClients.Create(new Uri($"http://{full.LocalEndPoint}/"), time).PlaceAsync(AlturClients.CallRequest, () =>
        {
            claimed = true;
            return Task.CompletedTask;
        });
        await Eventually.TrueAsync(() => time.Waits.Count == 1);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.IsType<DialOutcome.NotPlaced>(await placing.WaitAsync(Eventually.Deadline));
        Assert.False(claimed);
        waiting.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task The_claim_is_written_once_connected_and_before_the_body_is_sent()
    {
        await using var altur = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync("201 Created", "{\"id\":\"1\"}");
        });
        var (connections, requests) = (0, 0);

        await AlturClients.Create(altur.BaseUrl).PlaceAsync(AlturClients.CallRequest, async () =>
        {
            await Eventually.TrueAsync(() => altur.Connections == 1);
            (connections, requests) = (altur.Connections, altur.Requests.Count);
        });

        Assert.Equal((1, 0), (connections, requests));
        Assert.Single(altur.Requests);
    }

    [Fact]
    public async Task A_deadline_that_passes_before_the_claim_is_written_placed_no_call()
    {
        await using var altur = new RawServer(connection => connection.StayAsync());
        var time = new WatchedTime(WatchedTime.Morning);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var claim = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var placing = AlturClients.Create(altur.BaseUrl, time).PlaceAsync(AlturClients.CallRequest, () =>
        {
            begun.SetResult();
            return claim.Task;
        });
        await begun.Task.WaitAsync(Eventually.Deadline);

        time.Advance(TimeSpan.FromSeconds(30));
        // Not before the claim has ended: the outcome must be reported when nothing can be sent any more.
        Assert.False(placing.IsCompleted);
        claim.SetResult();

        Assert.IsType<DialOutcome.NotPlaced>(await placing.WaitAsync(Eventually.Deadline));
        Assert.Empty(altur.Requests);
    }

    [Fact]
    public async Task A_claim_that_cannot_be_written_sends_nothing()
    {
        await using var altur = new RawServer(async connection => await connection.ReadRequestAsync());

        // Looks like a connection failure, but must not be mistaken for one.
        await Assert.ThrowsAsync<IOException>(() => AlturClients.Create(altur.BaseUrl).PlaceAsync(
            AlturClients.CallRequest, () => throw new IOException("The state was not written.")));

        Assert.Empty(altur.Requests);
    }

    [Fact]
    public async Task A_reset_before_the_request_was_read_never_counts_as_an_answer()
    {
        await using var altur = new RawServer(connection =>
        {
            connection.Reset();
            return Task.CompletedTask;
        });

        // Which of the two depends on whether the reset arrives before the body is written.
        Assert.True(await AlturClients.PlaceAsync(altur) is DialOutcome.Unknown or DialOutcome.NotPlaced);
        Assert.Empty(altur.Requests);
    }

    [Theory]
    [InlineData(false, typeof(DialOutcome.NotPlaced))]
    [InlineData(true, typeof(DialOutcome.Unknown))]
    public async Task A_reset_that_the_handler_hands_on_as_it_is_means_the_same(bool readsRequest, Type meaning)
    {
        using var reset = new BareReset(readsRequest);

        Assert.IsType(
            meaning,
            await AlturClients.Create(new Uri("http://127.0.0.1:9/"), onTheWay: reset).PlaceAsync(
                AlturClients.CallRequest, AlturClients.NoClaim));
    }

    [Fact]
    public async Task A_reset_after_the_request_was_read_is_unknown_and_not_repeated()
    {
        await using var altur = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            connection.Reset();
        });

        Assert.IsType<DialOutcome.Unknown>(await AlturClients.PlaceAsync(altur));
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
            Assert.IsType<DialOutcome.Placed>(await client.PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim));
        }

        Assert.IsType<DialOutcome.Unknown>(await client.PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim));
        Assert.Equal(answeredBefore + 1, altur.Requests.Count);
        Assert.Equal(answeredBefore + 1, altur.Connections);
    }
}

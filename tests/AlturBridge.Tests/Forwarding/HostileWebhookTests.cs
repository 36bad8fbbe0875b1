using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AlturBridge.Forwarding;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;
using AlturBridge.Tests.Calling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace AlturBridge.Tests.Forwarding;

/// <summary>Webhooks over real sockets that do everything a server can do wrong.</summary>
public sealed class HostileWebhookTests
{
    /// <summary>More than the buffers of two sockets hold, so that a server that could send it was read.</summary>
    private const long FarTooMuch = 64 * 1024 * 1024;

    [Theory]
    [InlineData("200 OK")]
    [InlineData("500 Internal Server Error")]
    [InlineData("410 Gone")]
    public async Task An_answer_without_end_is_cut_off(string status)
    {
        var sent = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var webhook = new RawServer(connection => SendWithoutEndAsync(connection, status, sent));

        var delivery = await DeliverAsync(webhook);

        switch (status[0])
        {
            case '2':
                Assert.IsType<Delivery.Delivered>(delivery);
                break;
            case '4':
                Assert.Equal($"The webhook answered 410: {new string('x', 500)}…", Assert.IsType<Delivery.Gone>(delivery).Why);
                break;
            default:
                Assert.Equal($"The webhook answered 500: {new string('x', 500)}…", Webhook.Why(delivery));
                break;
        }

        Assert.InRange(await sent.Task.WaitAsync(Eventually.Deadline), 1, FarTooMuch - 1);
    }

    [Fact]
    public async Task Headers_without_end_are_cut_off()
    {
        await using var webhook = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\n");
            while (true)
            {
                await connection.WriteAsync($"x-more: {new string('x', 1000)}\r\n");
            }
        });

        Assert.StartsWith("The webhook gave no answer: ", Webhook.Why(await DeliverAsync(webhook)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "The webhook gave no answer: there was no answer within 15 s.")]
    [InlineData("HTTP/1.1 200 OK\r\nx-slow: ", "The webhook gave no answer: there was no answer within 15 s.")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4000\r\n\r\nzz", "The webhook answered 503")]
    public async Task An_answer_that_comes_in_drops_is_cut_off_at_the_timeout(string beginning, string why)
    {
        var clock = new WatchedTime(WatchedTime.Morning);
        var headers = new HeadersSeen { InnerHandler = WebhookClient.CreateHandler() };
        await using var webhook = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(beginning);
            if (beginning.EndsWith("zz", StringComparison.Ordinal))
            {
                await headers.Task;
            }

            while (true)
            {
                // A second for each byte: a timeout that restarted with each one would never expire.
                await connection.WriteAsync(beginning.Length == 0 ? "H" : "z");
                clock.Advance(TimeSpan.FromSeconds(1));
            }
        });

        var client = Webhook.Client(Webhook.Options(new Uri($"http://127.0.0.1:{webhook.Port}/")), clock, headers);

        Assert.StartsWith(why, Webhook.Why(await client.DeliverSampleAsync().WaitAsync(Eventually.Deadline)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_in_drops_after_a_good_status_is_not_waited_for()
    {
        await using var webhook = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\nz");
            await connection.StayAsync();
        });

        Assert.IsType<Delivery.Delivered>(await DeliverAsync(webhook, TimeSpan.FromMinutes(4)));
    }

    [Fact]
    public async Task A_cookie_is_not_carried_from_one_record_to_the_next()
    {
        await using var webhook = new RawServer(async connection =>
        {
            while (true)
            {
                await connection.ReadRequestAsync();
                await connection.AnswerAsync("204 No Content", headers: "Set-Cookie: session=of-another-lead\r\n");
            }
        });
        var client = Webhook.Client(Webhook.Options(new Uri($"http://127.0.0.1:{webhook.Port}/")), TimeProvider.System);

        await client.DeliverSampleAsync().WaitAsync(Eventually.Deadline);
        await client.DeliverSampleAsync().WaitAsync(Eventually.Deadline);

        Assert.Equal(2, webhook.Requests.Count);
        Assert.DoesNotContain(webhook.Requests[1].Headers, header => header.StartsWith("Cookie:", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Connections_time_out_first_drain_only_what_is_read_and_are_renewed_when_a_webhook_moves()
    {
        using var handler = Assert.IsType<SocketsHttpHandler>(WebhookClient.CreateHandler());

        Assert.True(handler.ConnectTimeout < Webhook.Options().Timeout);
        Assert.InRange(handler.MaxResponseDrainSize, 0, 4096);
        Assert.InRange(handler.PooledConnectionLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void No_timeout_but_that_of_the_settings_ends_a_delivery()
    {
        using var http = new HttpClient();
        WebhookClient.Configure(http);

        Assert.Equal(Timeout.InfiniteTimeSpan, http.Timeout);
    }

    [Fact]
    public async Task A_connection_reset_during_set_up_has_failed()
    {
        using var reset = new BareReset(readsRequest: false);

        var why = Webhook.Why(await Webhook.Client(Webhook.Options(), TimeProvider.System, reset).DeliverSampleAsync());

        Assert.StartsWith("The webhook gave no answer: ", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_non_HTTP_answer_has_failed()
    {
        await using var webhook = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("SSH-2.0-OpenSSH_9.6\r\n");
        });

        Assert.StartsWith("The webhook gave no answer: ", Webhook.Why(await DeliverAsync(webhook)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_closes_without_a_word_has_failed()
    {
        await using var webhook = new RawServer(connection => connection.ReadRequestAsync());

        Assert.StartsWith("The webhook gave no answer: ", Webhook.Why(await DeliverAsync(webhook)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_has_failed_and_gets_nothing()
    {
        using var key = RSA.Create(2048);
        using var certificate = SelfSigned(key);
        var requests = 0;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        await using var webhook = builder.Build();
        webhook.Run(_ =>
        {
            Interlocked.Increment(ref requests);
            return Task.CompletedTask;
        });
        await webhook.StartAsync();

        Assert.Equal("The webhook gave no answer: the TLS handshake failed.", await WhyAsync(new Uri(webhook.Urls.Single())));
        Assert.Equal(0, requests);
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_has_failed()
    {
        await using var webhook = new RawServer(connection => connection.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"));

        Assert.Equal(
            "The webhook gave no answer: the TLS handshake failed.", await WhyAsync(new Uri($"https://127.0.0.1:{webhook.Port}/")));
    }

    [Fact]
    public async Task A_name_that_does_not_exist_has_failed() =>
        Assert.Equal(
            "The webhook gave no answer: its name could not be resolved.",
            await WhyAsync(new Uri("https://something.invalid/call-records")));

    private static async Task SendWithoutEndAsync(RawConnection connection, string status, TaskCompletionSource<long> sent)
    {
        var much = new string('x', 64 * 1024);
        var written = 0L;
        try
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\n\r\n");
            for (; written < FarTooMuch; written += much.Length)
            {
                await connection.WriteAsync(much);
            }
        }
        finally
        {
            sent.SetResult(Math.Max(1, written));
        }
    }

    private static X509Certificate2 SelfSigned(RSA key)
    {
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        // Through its file form, because some systems cannot use a key that exists only in memory.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private static async Task<string> WhyAsync(Uri url) =>
        Webhook.Why(await Webhook.Client(Webhook.Options(url), TimeProvider.System).DeliverSampleAsync().WaitAsync(Eventually.Deadline));

    private static Task<Delivery> DeliverAsync(RawServer webhook, TimeSpan? timeout = null)
    {
        var options = Webhook.Options(new Uri($"http://127.0.0.1:{webhook.Port}/"));
        options.Timeout = timeout ?? options.Timeout;
        return Webhook.Client(options, TimeProvider.System).DeliverSampleAsync().WaitAsync(Eventually.Deadline);
    }
}

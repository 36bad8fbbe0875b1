using AlturBridge.Calling;
using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Calling;

public sealed class SingleUseContentTests
{
    private static readonly BinaryData Body = new("{\"name\":\"Zoë\"}");

    [Fact]
    public async Task It_is_written_once_byte_for_byte()
    {
        using var content = new SingleUseContent(Body, AlturClients.NoClaim);
        using var sent = new MemoryStream();
        Assert.False(content.MayHaveBeenSent);

        await content.CopyToAsync(sent);

        Assert.True(content.MayHaveBeenSent);
        Assert.Equal(Body.ToArray(), sent.ToArray());
        Assert.Equal(sent.Length, content.Headers.ContentLength);
        Assert.Equal("application/json", content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task It_refuses_to_be_written_twice()
    {
        using var content = new SingleUseContent(Body, AlturClients.NoClaim);
        await content.CopyToAsync(Stream.Null);
        using var second = new MemoryStream();

        await Assert.ThrowsAsync<HttpRequestException>(() => content.CopyToAsync(second));
        Assert.Equal(0, second.Length);
    }

    [Fact]
    public async Task It_may_have_been_sent_although_the_writing_failed()
    {
        using var content = new SingleUseContent(Body, AlturClients.NoClaim);
        using var broken = new MemoryStream([], writable: false);

        await Assert.ThrowsAnyAsync<Exception>(() => content.CopyToAsync(broken));
        Assert.True(content.MayHaveBeenSent);
    }

    [Fact]
    public async Task Nothing_is_written_before_the_claim_or_without_it()
    {
        using var sent = new MemoryStream();
        using var claimed = new SingleUseContent(Body, () =>
        {
            Assert.Equal(0, sent.Length);
            return Task.CompletedTask;
        });
        using var refused = new SingleUseContent(Body, () => throw new InvalidOperationException("The lane is lost."));

        await Assert.ThrowsAsync<InvalidOperationException>(() => refused.CopyToAsync(sent));
        Assert.Equal(0, sent.Length);
        Assert.False(refused.MayHaveBeenSent);
        Assert.Equal("The lane is lost.", refused.ClaimFailure!.SourceException.Message);

        await claimed.CopyToAsync(sent);
        Assert.True(claimed.MayHaveBeenSent);
        Assert.Null(claimed.ClaimFailure);
    }

    [Fact]
    public async Task A_deadline_that_passes_during_the_claim_leaves_it_unsent()
    {
        using var deadline = new CancellationTokenSource();
        using var content = new SingleUseContent(Body, deadline.CancelAsync);
        using var sent = new MemoryStream();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => content.CopyToAsync(sent, deadline.Token));

        Assert.Equal(0, sent.Length);
        Assert.False(content.MayHaveBeenSent);
    }

    [Fact]
    public async Task A_kept_connection_that_ends_without_an_answer_gets_it_once()
    {
        await using var altur = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync("200 OK", "{}");
            // The kept connection carries the second request, and ends without an answer to it.
            await connection.ReadRequestAsync();
        });
        using var keepsConnections = new HttpClient(new SocketsHttpHandler());
        using var first = new SingleUseContent(Body, AlturClients.NoClaim);
        using var second = new SingleUseContent(Body, AlturClients.NoClaim);

        using var answer = await keepsConnections.PostAsync(new Uri(altur.BaseUrl, "call"), first);
        await Assert.ThrowsAsync<HttpRequestException>(() => keepsConnections.PostAsync(new Uri(altur.BaseUrl, "call"), second));

        Assert.Equal(2, altur.Requests.Count);
        Assert.True(second.MayHaveBeenSent);
    }
}

using AlturBridge.Calling;
using Microsoft.Azure.Functions.Worker;
using Moq;

namespace AlturBridge.Tests.Calling;

public sealed class LaneStateTests
{
    private static readonly DateTimeOffset Now = WatchedTime.Morning;

    private readonly Mock<ServiceBusSessionMessageActions> session = new(MockBehavior.Strict);
    private BinaryData saved = BinaryData.Empty;

    public LaneStateTests()
    {
        session.Setup(actions => actions.GetSessionStateAsync(CancellationToken.None)).ReturnsAsync(() => saved);
        session.Setup(actions => actions.SetSessionStateAsync(It.IsAny<BinaryData>(), CancellationToken.None))
            .Callback((BinaryData state, CancellationToken _) => saved = state)
            .Returns(Task.CompletedTask);
    }

    [Fact]
    public async Task A_state_that_was_never_set_is_empty()
    {
        var lane = await LaneState.ReadAsync(session.Object);

        Assert.Empty(lane.Claims);
        Assert.Null(lane.LastStart);
    }

    [Fact]
    public async Task What_is_saved_is_read_again()
    {
        var answer = StubAltur.Record.Select(character => (byte)character).ToArray();
        var lane = new LaneState([new("json:1", Now), new("json:2", Now.AddTicks(1), answer)], Now.AddMilliseconds(3));
        await lane.SaveAsync(session.Object);

        var read = await LaneState.ReadAsync(session.Object);

        Assert.Equal(Now.AddMilliseconds(3), read.LastStart);
        Assert.Equal(["json:1", "json:2"], read.Claims.Select(claim => claim.MessageId));
        Assert.Equal([Now, Now.AddTicks(1)], read.Claims.Select(claim => claim.At));
        Assert.Null(read.ClaimOf("json:1")!.Answer);
        Assert.Equal(answer, read.ClaimOf("json:2")!.Answer!.Value.ToArray());
    }

    [Fact]
    public async Task The_empty_state_is_read_again_as_empty()
    {
        await LaneState.Empty.SaveAsync(session.Object);

        Assert.Empty((await LaneState.ReadAsync(session.Object)).Claims);
    }

    [Fact]
    public async Task The_longest_record_fits_into_a_session_of_service_bus_standard()
    {
        var lane = new LaneState([new("json:1", Now), new(new string('x', 128), Now, new byte[AlturClient.MaxRecordBytes])], Now);
        await lane.SaveAsync(session.Object);

        Assert.InRange(saved.ToMemory().Length, AlturClient.MaxRecordBytes, 256 * 1024);
    }

    [Fact]
    public void A_new_claim_stands_beside_the_others_and_replaces_its_own()
    {
        var lane = LaneState.Empty.With(new("a", Now)).With(new("b", Now)).With(new("a", Now.AddSeconds(1), new byte[] { 1 }));

        Assert.Equal(["b", "a"], lane.Claims.Select(claim => claim.MessageId));
        Assert.Equal(Now.AddSeconds(1), lane.ClaimOf("a")!.At);
    }

    [Fact]
    public void A_claim_is_removed_by_its_message_alone()
    {
        var lane = LaneState.Empty.With(new("a", Now)).With(new("b", Now)) with { LastStart = Now };

        Assert.Equal("b", Assert.Single(lane.Without("a").Claims).MessageId);
        Assert.Equal(2, lane.Without("A").Claims.Count);
        Assert.Equal(Now, lane.Without("a").LastStart);
        Assert.Equal(2, lane.Claims.Count);
    }

    [Fact]
    public void Claims_from_before_a_moment_are_pruned()
    {
        var lane = LaneState.Empty.With(new("old", Now.AddTicks(-1))).With(new("new", Now)).With(new("at hand", Now.AddDays(-1)));

        Assert.Equal(["new", "at hand"], lane.WithoutClaimsBefore(Now, exceptOf: "at hand").Claims.Select(claim => claim.MessageId));
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    public async Task A_state_that_somebody_else_wrote_is_refused_loudly(string state)
    {
        saved = new BinaryData(state);

        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => LaneState.ReadAsync(session.Object));
    }
}

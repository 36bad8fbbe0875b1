using AlturBridge.Calling;
using AlturBridge.Testing.Edges;
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
        session.Setup(actions => actions.GetSessionStateAsync(It.IsAny<CancellationToken>())).ReturnsAsync(() => saved);
        session.Setup(actions => actions.SetSessionStateAsync(It.IsAny<BinaryData>(), It.IsAny<CancellationToken>()))
            .Callback((BinaryData state, CancellationToken _) => saved = state)
            .Returns(Task.CompletedTask);
    }

    [Fact]
    public async Task A_state_that_was_never_set_is_empty()
    {
        var lane = await LaneState.ReadAsync(session.Object, Now, CancellationToken.None);

        Assert.Empty(lane.Claims);
        Assert.Null(lane.LastStart);
    }

    [Fact]
    public async Task Saved_state_is_read_back()
    {
        var answer = StubAltur.Record.Select(character => (byte)character).ToArray();
        var lane = new LaneState([new("json:1", Now), new("json:2", Now.AddTicks(1), answer)], Now.AddMilliseconds(3));
        await lane.SaveAsync(session.Object, CancellationToken.None);

        var read = await LaneState.ReadAsync(session.Object, Now, CancellationToken.None);

        Assert.Equal(Now.AddMilliseconds(3), read.LastStart);
        Assert.Equal(["json:1", "json:2"], read.Claims.Select(claim => claim.MessageId));
        Assert.Equal([Now, Now.AddTicks(1)], read.Claims.Select(claim => claim.At));
        Assert.Null(read.ClaimOf(Message("json:1"))!.Answer);
        Assert.Equal(answer, read.ClaimOf(Message("json:2"))!.Answer!.Value.ToArray());
    }

    [Fact]
    public async Task The_empty_state_is_read_again_as_empty()
    {
        await LaneState.Empty.SaveAsync(session.Object, CancellationToken.None);

        Assert.Empty((await LaneState.ReadAsync(session.Object, Now, CancellationToken.None)).Claims);
    }

    [Fact]
    public async Task The_longest_record_fits_into_a_session_of_service_bus_standard()
    {
        var lane = new LaneState([new("json:1", Now), new(new string('x', 128), Now, new byte[AlturClient.MaxRecordBytes])], Now);
        await lane.SaveAsync(session.Object, CancellationToken.None);

        Assert.InRange(saved.ToMemory().Length, AlturClient.MaxRecordBytes, 256 * 1024);
    }

    [Fact]
    public void A_new_claim_joins_the_others_and_replaces_its_own()
    {
        var lane = LaneState.Empty.With(new("a", Now)).With(new("b", Now)).With(new("a", Now.AddSeconds(1), new byte[] { 1 }));

        Assert.Equal(["b", "a"], lane.Claims.Select(claim => claim.MessageId));
        Assert.Equal(Now.AddSeconds(1), lane.ClaimOf(Message("a"))!.At);
    }

    [Fact]
    public void A_claim_is_removed_by_its_message_alone()
    {
        var lane = LaneState.Empty.With(new("a", Now)).With(new("b", Now)) with { LastStart = Now };

        Assert.Equal("b", Assert.Single(lane.Without(Message("a")).Claims).MessageId);
        Assert.Equal(2, lane.Without(Message("A")).Claims.Count);
        Assert.Equal(Now, lane.Without(Message("a")).LastStart);
        Assert.Equal(2, lane.Claims.Count);
    }

    [Fact]
    public void Claims_from_before_a_moment_are_pruned()
    {
        var lane = LaneState.Empty.With(new("old", Now.AddTicks(-1))).With(new("new", Now)).With(new("at hand", Now.AddDays(-1)));

        var kept = lane.Since(Now, Now, Now, exceptOf: Message("at hand", Now.AddDays(-1))).Claims;

        Assert.Equal(["new", "at hand"], kept.Select(claim => claim.MessageId));
    }

    [Theory]
    [InlineData("2026-03-02T08:00:00.0000000+00:00", "2026-03-02T08:00:00.0000000+00:00", true)]
    [InlineData("2026-03-02T08:00:00.0000000+00:00", "2026-03-03T08:00:01.0000000+00:00", false)]
    [InlineData(null, "2026-03-02T08:00:00.0000000+00:00", true)]
    [InlineData("2026-03-02T08:00:00.0000000+00:00", null, false)]
    [InlineData("2026-03-02T09:00:00.0000000+00:00", null, true)]
    [InlineData(null, null, true)]
    public void A_claim_is_of_the_message_that_was_received_when_it_says(string? claimed, string? received, bool isOf)
    {
        var message = PlaceCallBench.Message(messageId: "a", receivedAt: received);
        var lane = LaneState.Empty.With(new("a", Now, ReceivedAt: claimed));

        Assert.Equal(isOf, lane.ClaimOf(message) is not null);
        Assert.Equal(isOf ? 0 : 1, lane.Without(message).Claims.Count);
        Assert.Equal(isOf ? 1 : 2, lane.With(Claim.Of(message, Now)).Claims.Count);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"claims":[null]}""")]
    [InlineData("""{"claims":[{"at":"2026-03-02T09:00:00+00:00"}]}""")]
    public async Task A_foreign_state_is_replaced_and_leads_already_in_the_lane_are_in_doubt(string state)
    {
        saved = new BinaryData(state);
        await LaneState.ReadAsync(session.Object, Now, CancellationToken.None);

        var lane = await LaneState.ReadAsync(session.Object, Now.AddHours(1), CancellationToken.None);

        Assert.Equal(Now, lane.ClaimsLostAt);
        Assert.Empty(lane.Claims);
        Assert.True(lane.MayHaveLostClaimOf(PlaceCallBench.Message(enqueued: Now)));
        Assert.True(lane.MayHaveLostClaimOf(PlaceCallBench.Message(enqueued: Now.AddMinutes(1))));
        Assert.False(lane.MayHaveLostClaimOf(PlaceCallBench.Message(enqueued: Now.AddMinutes(2))));
    }

    private static Azure.Messaging.ServiceBus.ServiceBusReceivedMessage Message(string messageId, DateTimeOffset? enqueued = null) =>
        PlaceCallBench.Message(messageId: messageId, enqueued: enqueued);
}

using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class SessionStateTests
{
    [Fact]
    public async Task A_state_never_set_is_empty()
    {
        await using var queues = new TestQueues();

        Assert.True((await (await queues.AcceptAsync("lane")).GetSessionStateAsync()).ToMemory().IsEmpty);
    }

    [Fact]
    public async Task The_next_holder_finds_the_state()
    {
        await using var queues = new TestQueues();
        var session = await queues.AcceptAsync("lane");
        await session.SetSessionStateAsync(new BinaryData("one"));
        await session.SetSessionStateAsync(new BinaryData("two"));
        Assert.Equal("two", (await session.GetSessionStateAsync()).ToString());

        await session.CloseAsync();

        Assert.Equal("two", (await (await queues.AcceptAsync("lane")).GetSessionStateAsync()).ToString());
        Assert.True((await (await queues.AcceptAsync("other")).GetSessionStateAsync()).ToMemory().IsEmpty);
    }

    [Fact]
    public async Task A_state_survives_a_crash_without_any_message()
    {
        await using var queues = new TestQueues();
        await (await queues.AcceptAsync("lane")).SetSessionStateAsync(new BinaryData("state"));

        await queues.CrashAsync();

        Assert.Equal("state", (await (await queues.AcceptAsync("lane")).GetSessionStateAsync()).ToString());
    }

    [Fact]
    public async Task A_cleared_state_is_empty_and_stays_so()
    {
        await using var queues = new TestQueues();
        var session = await queues.AcceptAsync("lane");
        await session.SetSessionStateAsync(new BinaryData("state"));

        await session.SetSessionStateAsync(BinaryData.Empty);
        Assert.True((await session.GetSessionStateAsync()).ToMemory().IsEmpty);
        await queues.CrashAsync();

        Assert.True((await (await queues.AcceptAsync("lane")).GetSessionStateAsync()).ToMemory().IsEmpty);
    }

    [Fact]
    public async Task A_state_being_written_while_the_session_changes_hands_is_not_missed()
    {
        await using var queues = new TestQueues();
        var session = await queues.AcceptAsync("lane");
        await session.SetSessionStateAsync(new BinaryData("old"));

        var write = session.SetSessionStateAsync(new BinaryData("claimed"));
        await session.CloseAsync();
        var seen = (await (await queues.AcceptAsync("lane")).GetSessionStateAsync()).ToString();

        await write;
        Assert.Equal("claimed", seen);
    }

    [Fact]
    public async Task A_state_outlives_its_messages_and_the_lock()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a");
        var session = await queues.AcceptNextAsync();
        await session.SetSessionStateAsync(new BinaryData("state"));
        await session.CompleteMessageAsync(await NextAsync(session));
        queues.Time.Advance(PastTheLock);

        Assert.Equal("state", (await (await queues.AcceptAsync("lane")).GetSessionStateAsync()).ToString());
    }
}

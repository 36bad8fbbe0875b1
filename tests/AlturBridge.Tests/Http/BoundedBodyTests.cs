using AlturBridge.Http;
using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Http;

public sealed class BoundedBodyTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 40_000).Select(index => (byte)(index % 251))];

    [Theory]
    [InlineData(0, 40_000)]
    [InlineData(1, 40_000)]
    [InlineData(39_999, 40_000)]
    [InlineData(40_000, 40_000)]
    [InlineData(0, 0)]
    public async Task A_body_within_the_limit_is_read_whole(int length, int limit)
    {
        var (body, isWhole) = await ReadAsync(new PiecemealStream(Bytes[..length]), limit);

        Assert.True(isWhole);
        Assert.Equal(Bytes[..length], body.ToArray());
    }

    [Theory]
    [InlineData(40_000, 39_999)]
    [InlineData(40_000, 1)]
    [InlineData(1, 0)]
    public async Task Of_a_longer_body_the_beginning_is_kept(int length, int limit)
    {
        var (body, isWhole) = await ReadAsync(new PiecemealStream(Bytes[..length]), limit);

        Assert.False(isWhole);
        Assert.Equal(Bytes[..limit], body.ToArray());
    }

    [Fact]
    public async Task A_body_that_is_far_too_long_is_not_read_to_its_end()
    {
        var stream = new PiecemealStream(Bytes);
        await ReadAsync(stream, 4_000);

        Assert.InRange(stream.Given, 4_001, 8_000);
    }

    public static TheoryData<Exception> BreakingOff => new(
        new IOException("reset"),
        new HttpIOException(HttpRequestError.ResponseEnded),
        new HttpRequestException("gone"),
        new TaskCanceledException("late"));

    [Theory]
    [MemberData(nameof(BreakingOff))]
    public async Task The_part_of_a_broken_off_body_that_arrived_is_kept(Exception end)
    {
        var (body, isWhole) = await ReadAsync(new PiecemealStream(Bytes[..2_500], end: end), 40_000);

        Assert.False(isWhole);
        Assert.Equal(Bytes[..2_500], body.ToArray());
    }

    [Fact]
    public async Task A_body_that_breaks_off_at_its_very_limit_is_not_whole()
    {
        var (body, isWhole) = await ReadAsync(new PiecemealStream(Bytes[..3_000], end: new IOException("reset")), 3_000);

        Assert.False(isWhole);
        Assert.Equal(Bytes[..3_000], body.ToArray());
    }

    [Fact]
    public async Task After_the_deadline_there_is_no_body()
    {
        var (body, isWhole) = await ReadAsync(new PiecemealStream(Bytes), 40_000, new CancellationToken(canceled: true));

        Assert.False(isWhole);
        Assert.True(body.ToMemory().IsEmpty);
    }

    private static async Task<(BinaryData Body, bool IsWhole)> ReadAsync(
        Stream stream, int limit, CancellationToken cancellationToken = default)
    {
        using var content = new StreamContent(stream);
        return await BoundedBody.ReadAsync(content, limit, cancellationToken);
    }
}

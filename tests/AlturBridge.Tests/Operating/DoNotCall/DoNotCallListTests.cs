using AlturBridge.EmbeddedHost.Journal;
using AlturBridge.Operating.DoNotCall;
using AlturBridge.Testing;
using AlturBridge.Tests.Operating.Journal;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.Tests.Operating.DoNotCall;

/// <summary>What the list must do over any store; a file, and an Azure table where Azurite is installed.</summary>
public sealed class DoNotCallListTests : IDisposable
{
    private const string Ana = "+525555550143";
    private const string Ben = "+12025550143";

    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();
    private SqliteDoNotCallStore? file;
    private TableClient? table;

    public static TheoryData<string> Stores => Azurite.Path is null ? ["file"] : ["file", "table"];

    [AzuriteFact]
    public void An_Azure_table_is_among_the_stores_tested() => Assert.Contains("table", Stores.Cast<object[]>().Select(row => row[0]));

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Nobody_is_on_a_list_that_was_never_written(string kind)
    {
        var list = List(await OpenAsync(kind));

        Assert.False(await list.HasAsync(Ana, default));
        await list.RemoveAsync(Ana, default);
        Assert.False(await list.HasAsync(Ana, default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Who_is_added_is_there_until_removed(string kind)
    {
        var store = await OpenAsync(kind);
        await List(store).AddAsync([Ana], default);

        Assert.True(await List(store).HasAsync(Ana, default));
        Assert.Equal(Now, await List(store).SinceAsync(Ana, default));
        Assert.False(await List(store).HasAsync(Ben, default));

        await List(store).RemoveAsync(Ana, default);
        await List(store).RemoveAsync(Ana, default);

        Assert.False(await List(store).HasAsync(Ana, default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_list_of_many_is_added_at_once_and_may_be_added_again(string kind)
    {
        var list = List(await OpenAsync(kind));
        var numbers = Enumerable.Range(0, 1000).Select(index => $"+1202555{index:0000}").Append("+12025550000").ToList();

        await list.AddAsync(numbers, default);
        await list.AddAsync(numbers, default);

        foreach (var number in numbers.Where((_, index) => index % 100 == 0))
        {
            Assert.True(await list.HasAsync(number, default));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_list_of_another_key_throws_rather_than_looks_empty(string kind)
    {
        var store = await OpenAsync(kind);
        await List(store).AddAsync([Ana], default);
        var other = new DoNotCallList(store, new NumberDigest("another key"), new FakeTimeProvider(Now));

        await Assert.ThrowsAsync<OtherDoNotCallKeyException>(() => other.HasAsync(Ana, default));
        await Assert.ThrowsAsync<OtherDoNotCallKeyException>(() => other.AddAsync([Ben], default));
        await Assert.ThrowsAsync<OtherDoNotCallKeyException>(() => other.RemoveAsync(Ana, default));
        Assert.True(await List(store).HasAsync(Ana, default));
    }

    [Fact]
    public async Task The_file_holds_no_number_and_outlives_its_process()
    {
        await List(await OpenAsync("file")).AddAsync([Ana], default);
        file!.Dispose();

        foreach (var path in Directory.GetFiles(folder.Path))
        {
            var content = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path));
            Assert.DoesNotContain(Ana[3..], content, StringComparison.Ordinal);
        }

        Assert.True(await List(await OpenAsync("file")).HasAsync(Ana, default));
    }

    [Fact]
    public async Task A_file_that_is_no_list_cannot_be_opened()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "do-not-call.db"), new string('x', 5000));

        var stop = Assert.Throws<InvalidDataException>(() => SqliteDoNotCallStore.Open(folder.Path));
        Assert.Contains("cannot be opened as a do-not-call list", stop.Message, StringComparison.Ordinal);
    }

    /// <summary>Or the bridge would call everyone who said no.</summary>
    [Fact]
    public async Task A_list_that_lost_its_content_does_not_look_empty()
    {
        await List(await OpenAsync("file")).AddAsync([Ana], default);
        file!.Dispose();
        var path = Path.Combine(folder.Path, "do-not-call.db");
        var content = await File.ReadAllBytesAsync(path);

        foreach (var rest in (byte[][])[[], content[..(content.Length / 2)], Damaged(content)])
        {
            await File.WriteAllBytesAsync(path, rest);
            var stop = Assert.Throws<InvalidDataException>(() => SqliteDoNotCallStore.Open(folder.Path));
            Assert.Contains(path, stop.Message, StringComparison.Ordinal);
            Assert.Equal(rest, await File.ReadAllBytesAsync(path));
        }
    }

    private static byte[] Damaged(byte[] content)
    {
        byte[] damaged = [.. content];
        new Random(1).NextBytes(damaged.AsSpan(damaged.Length / 2));
        return damaged;
    }

    [AzuriteFact]
    public async Task A_table_that_is_gone_throws_rather_than_looks_empty()
    {
        var list = List(await OpenAsync("table"));
        await list.AddAsync([Ana], default);
        await table!.DeleteAsync();

        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => list.HasAsync(Ana, default));
    }

    [Fact]
    public async Task A_store_that_hangs_throws()
    {
        var time = new FakeTimeProvider(Now);
        var asking = new DoNotCallList(new HangingStore(), new NumberDigest("secret"), time).HasAsync(Ana, default);

        await Eventually.TrueAsync(() => asking.IsCompleted, () => time.Advance(TimeSpan.FromSeconds(1)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    public void Dispose()
    {
        file?.Dispose();
        folder.Dispose();
    }

    private static DoNotCallList List(IDoNotCallStore store) => new(store, new NumberDigest("secret"), new FakeTimeProvider(Now));

    private async Task<IDoNotCallStore> OpenAsync(string kind) => kind == "table"
        ? new TableDoNotCallStore(table = await Azurite.NewTableAsync())
        : file = SqliteDoNotCallStore.Open(folder.Path);

    private sealed class HangingStore : IDoNotCallStore
    {
        public Task<string?> ReadKeyAsync(string? begin, CancellationToken cancellationToken) =>
            new TaskCompletionSource<string?>().Task;

        public Task<DateTimeOffset?> FindAsync(string digest, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task AddAsync(IReadOnlyCollection<string> digests, DateTimeOffset at, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task RemoveAsync(string digest, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

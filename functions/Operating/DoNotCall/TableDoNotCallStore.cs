using Azure;
using Azure.Data.Tables;

namespace AlturBridge.Operating.DoNotCall;

/// <summary>The list in a separate Azure table: a row for each digest, in 256 partitions, and one for the key.</summary>
public sealed class TableDoNotCallStore(TableClient table) : IDoNotCallStore
{
    public const string Name = "alturbridgedonotcall";

    private const string Key = "key";
    private const string At = "at";

    public async Task<string?> ReadKeyAsync(string? begin, CancellationToken cancellationToken)
    {
        try
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(Key, Key, cancellationToken: cancellationToken);
            return row.HasValue ? row.Value!.GetString(Key) : await BeginAsync(begin, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == "TableNotFound")
        {
            return await BeginAsync(begin, cancellationToken);
        }
    }

    public async Task<DateTimeOffset?> FindAsync(string digest, CancellationToken cancellationToken)
    {
        try
        {
            var row = await table.GetEntityAsync<TableEntity>(Partition(digest), digest, cancellationToken: cancellationToken);
            return row.Value.GetDateTimeOffset(At);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == "ResourceNotFound")
        {
            // Any other 404 means that the list is gone, not that the number is not on it.
            return null;
        }
    }

    public Task AddAsync(IReadOnlyCollection<string> digests, DateTimeOffset at, CancellationToken cancellationToken) =>
        table.SubmitAsync(
            digests.Select(digest => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace, new TableEntity(Partition(digest), digest) { [At] = at })),
            cancellationToken);

    public Task RemoveAsync(string digest, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Partition(digest), digest, cancellationToken: cancellationToken);

    private static string Partition(string digest) => digest[..2];

    private async Task<string?> BeginAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (keyId is null)
        {
            return null;
        }

        await table.CreateIfNotExistsAsync(cancellationToken);
        try
        {
            await table.AddEntityAsync(new TableEntity(Key, Key) { [Key] = keyId }, cancellationToken);
            return keyId;
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            // Another instance was first.
            return (await table.GetEntityAsync<TableEntity>(Key, Key, cancellationToken: cancellationToken)).Value.GetString(Key);
        }
    }
}

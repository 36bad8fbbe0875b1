using Azure.Data.Tables;

namespace AlturBridge.Operating;

/// <summary>Writes many rows of a table. A transaction holds rows of one partition.</summary>
internal static class TableTransactions
{
    /// <summary>The most rows in one transaction.</summary>
    public const int MostRows = 100;

    /// <summary>The default is one at a time on an instance with one core.</summary>
    private const int MostAtOnce = 16;

    public static ParallelOptions AtOnce(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellationToken };

    /// <summary>In no particular order, and not all or none: each transaction is one.</summary>
    public static Task SubmitAsync(
        this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            actions.GroupBy(action => action.Entity.PartitionKey, StringComparer.Ordinal).SelectMany(
                partition => partition.Chunk(MostRows)),
            AtOnce(cancellationToken),
            async (transaction, token) => await table.SubmitTransactionAsync(transaction, token));
}

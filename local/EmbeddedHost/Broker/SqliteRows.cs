using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Broker;

internal static class SqliteRows
{
    public static IEnumerable<T> ReadAll<T>(this SqliteCommand command, Func<SqliteDataReader, T> read)
    {
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return read(rows);
        }
    }

    public static string? TextOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

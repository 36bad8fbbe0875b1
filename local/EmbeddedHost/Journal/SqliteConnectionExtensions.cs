using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Journal;

internal static class SqliteConnectionExtensions
{
    /// <param name="connection">Where the command will run.</param>
    /// <param name="sql">Uses parameters <c>$1</c>, <c>$2</c> and so on.</param>
    /// <param name="values">The parameter values; null for NULL.</param>
    public static SqliteCommand Command(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters.AddWithValue($"${index + 1}", values[index] ?? DBNull.Value);
        }

        return command;
    }
}

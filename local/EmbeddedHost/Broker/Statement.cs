using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// A prepared write statement whose parameters <c>?1</c>, <c>?2</c> … are bound by position. It calls SQLite directly: every send runs one,
/// and the provider's command class takes longer than the insert.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public Statement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out statement), database);
    }

    /// <exception cref="SqliteException">The statement failed.</exception>
    public void Execute(params ReadOnlySpan<SqlValue> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            Bind(index + 1, values[index]);
        }

        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, database);
        }
    }

    public void Dispose() => statement.Dispose();

    private void Bind(int position, SqlValue value) => _ = value.Reference switch
    {
        null => raw.sqlite3_bind_null(statement, position),
        string text => raw.sqlite3_bind_text(statement, position, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, position, bytes),
        _ => raw.sqlite3_bind_int64(statement, position, value.Number),
    };
}

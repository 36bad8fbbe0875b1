using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>SQLite files that may not be lost unnoticed: one that is damaged or emptied must not pass for one with less in it.</summary>
internal static class DatabaseFile
{
    /// <summary>The file's write-ahead log, which a crash leaves behind: SQLite would copy it even into a new file of that name.</summary>
    public static string LogOf(string path) => $"{path}-wal";

    /// <summary>Creates the file if there is none; otherwise checks every page before anything is written.</summary>
    /// <returns>What is wrong with the file; null if nothing is.</returns>
    /// <exception cref="SqliteException">It is not a database.</exception>
    public static string? CreateOrCheck(string path)
    {
        if (!File.Exists(path))
        {
            if (File.Exists(LogOf(path)))
            {
                return $"it is missing, but its log {LogOf(path)} is there";
            }

            Create(path);
        }

        if (new FileInfo(path).Length == 0)
        {
            return "it is empty";
        }

        // Read-only, because closing a writable connection would change the file.
        using var connection = Connect(path, SqliteOpenMode.ReadOnly);
        return Scalar(connection, "PRAGMA quick_check(1)") is not "ok" and var damage ? $"{damage}" : null;
    }

    public static bool IsDamage(SqliteException exception) =>
        exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;

    /// <summary>A full disk, for example: whoever moved the file away would lose what is in it.</summary>
    public static IOException Inaccessible(string path, SqliteException exception) =>
        new(
            $"{path} cannot be used ({exception.Message}). Leave it where it is: make room on its disk, let this user write it and its "
                + "folder, or close the program that has it open.",
            exception);

    /// <summary>
    /// Only the owner can read it from the start, nor can others read the log SQLite creates with the same permissions. It gets its final
    /// name only once it is a database: an empty file would be rejected at the next start.
    /// </summary>
    private static void Create(string path)
    {
        var draft = $"{path}.new";
        OwnFiles.Open(draft, FileMode.Create).Dispose();
        using (var connection = Connect(draft))
        {
            Execute(connection, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;");
        }

        File.Move(draft, path);
    }

    public static SqliteConnection Connect(string path, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();

        // On macOS a sync otherwise reaches only the drive's cache.
        Execute(connection, "PRAGMA fullfsync = ON");
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar();
    }
}

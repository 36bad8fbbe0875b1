using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.LoadTests.Load;
using Azure.Messaging.ServiceBus;
using Microsoft.Data.Sqlite;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>Durable sends per second, beside a loop that does nothing but insert the same bytes, as many in a transaction as there are senders.</summary>
internal static class Sends
{
    private const double TargetAt256 = 0.5;
    private const int Rounds = 3;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        foreach (var senders in new[] { 1, 16, 256 })
        {
            var (ours, bare) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                bare.Add(MeasureBare(senders));
                ours.Add(await MeasureQueueAsync(senders, cancellationToken));
            }

            figures.Add(new Figure(
                $"durable sends, {senders.ToString(CultureInfo.InvariantCulture)} senders", Median.Of(ours), "/s", Median.Of(bare), "bare SQLite inserts", senders == 256 ? TargetAt256 : null));
        }

        return figures;
    }

    private static async Task<double> MeasureQueueAsync(int senders, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var broker = QueueBroker.Open(folder.Path, LoadQueues.Definitions, TimeProvider.System);
        await using var client = new EmbeddedServiceBusClient(broker);

        return await SendForAsync(client, senders, Duration, cancellationToken);
    }

    /// <returns>Sends per second.</returns>
    public static async Task<double> SendForAsync(ServiceBusClient client, int senders, TimeSpan duration, CancellationToken cancellationToken)
    {
        var sent = 0;
        var stopwatch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, senders).Select(index => Task.Run(
            async () =>
            {
                await using var sender = client.CreateSender("call-records");
                for (var number = 0; stopwatch.Elapsed < duration; number++)
                {
                    var id = string.Create(CultureInfo.InvariantCulture, $"json:{index}-{number}-{duration.Ticks}");
                    await sender.SendMessageAsync(new ServiceBusMessage(LeadBody.Create(number)) { MessageId = id, CorrelationId = id }, cancellationToken);
                    Interlocked.Increment(ref sent);
                }
            },
            cancellationToken)));

        return sent / stopwatch.Elapsed.TotalSeconds;
    }

    private static double MeasureBare(int rowsInATransaction)
    {
        using var folder = new TemporaryFolder();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "bare.db")};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, content BLOB NOT NULL);");

        using var insert = new SqliteCommand("INSERT INTO rows (content) VALUES ($content)", connection);
        var content = insert.Parameters.Add("$content", SqliteType.Blob);
        var (rows, stopwatch) = (0, Stopwatch.StartNew());

        while (stopwatch.Elapsed < Duration)
        {
            Execute(connection, "BEGIN IMMEDIATE");
            for (var row = 0; row < rowsInATransaction; row++)
            {
                content.Value = Encoding.UTF8.GetBytes(LeadBody.Create(rows++));
                insert.ExecuteNonQuery();
            }

            Execute(connection, "COMMIT");
        }

        return rows / stopwatch.Elapsed.TotalSeconds;
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every statement is a constant of this class.")]
    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

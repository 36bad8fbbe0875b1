using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.Messages;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;
using Azure.Messaging.ServiceBus;
using Microsoft.Data.Sqlite;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>
/// Durable sends per second, compared with a loop that only inserts the same bytes, with as many per transaction as there are senders.
/// </summary>
internal static class Sends
{
    private const double TargetAt256 = 0.5;
    private const int Rounds = 3;
    private const string Queue = Queues.CallRecords;

    private static readonly string Run = Guid.NewGuid().ToString("N")[..8];
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    private static int lastSender;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        var stored = await StoredBytesAsync(cancellationToken);
        foreach (var senders in new[] { 1, 16, 256 })
        {
            var (ours, bare) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                bare.Add(MeasureBare(senders, stored));
                ours.Add(await MeasureQueueAsync(senders, cancellationToken));
            }

            figures.Add(new Figure(
                $"durable sends, {senders.ToString(CultureInfo.InvariantCulture)} senders", Median.Of(ours), "/s", Median.Of(bare),
                "bare SQLite inserts", senders == 256 ? TargetAt256 : null));
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
    public static async Task<double> SendForAsync(
        ServiceBusClient client, int senders, TimeSpan duration, CancellationToken cancellationToken)
    {
        var sent = 0;
        var stopwatch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(
            async () =>
            {
                await using var sender = client.CreateSender(Queue);
                var own = Interlocked.Increment(ref lastSender);
                for (var number = 0; stopwatch.Elapsed < duration; number++)
                {
                    await sender.SendMessageAsync(CreateMessage(own, number), cancellationToken);
                    Interlocked.Increment(ref sent);
                }
            },
            cancellationToken)));

        return sent / stopwatch.Elapsed.TotalSeconds;
    }

    /// <summary>What the queue stores for one of these messages: body, ids and properties.</summary>
    private static async Task<byte[]> StoredBytesAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var broker = QueueBroker.Open(folder.Path, LoadQueues.Definitions, TimeProvider.System);
        await using var client = new EmbeddedServiceBusClient(broker);
        await client.CreateSender(Queue).SendMessageAsync(CreateMessage(1, 1), cancellationToken);

        return broker.Queue(Queue).Peek(fromSequenceNumber: 1, maxMessages: 1)[0].Content;
    }

    private static ServiceBusMessage CreateMessage(int sender, int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"json:{Run}-{sender}-{number}");
        return new ServiceBusMessage(LeadBody.Create(number)) { MessageId = id, CorrelationId = id };
    }

    private static double MeasureBare(int rowsInATransaction, byte[] stored)
    {
        using var folder = new TemporaryFolder();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "bare.db")};Pooling=False");
        connection.Open();
        Execute(
            connection,
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, content BLOB NOT NULL);");

        using var insert = new SqliteCommand("INSERT INTO rows (content) VALUES ($content)", connection);
        var content = insert.Parameters.Add("$content", SqliteType.Blob);
        var (rows, stopwatch) = (0, Stopwatch.StartNew());

        while (stopwatch.Elapsed < Duration)
        {
            Execute(connection, "BEGIN IMMEDIATE");
            for (var row = 0; row < rowsInATransaction; row++)
            {
                content.Value = stored.ToArray();
                insert.ExecuteNonQuery();
                rows++;
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

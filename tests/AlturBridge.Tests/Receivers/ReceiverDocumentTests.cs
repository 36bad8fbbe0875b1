using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Receiver;

namespace AlturBridge.Tests.Receivers;

/// <summary>docs/receivers.md matches its example files, and the files do what it says.</summary>
public sealed class ReceiverDocumentTests
{
    private const string Python = """
        import base64, json, sys
        sys.path.insert(0, sys.argv[1])
        from verify import is_genuine
        print(json.dumps([is_genuine(d["Id"], d["Timestamp"], d["Signatures"], base64.b64decode(d["Body"]), d["Secrets"],
            d["Now"]) for d in json.load(sys.stdin)]))
        """;

    private const string Node = """
        import { text } from "node:stream/consumers";
        import { pathToFileURL } from "node:url";
        const { isGenuine } = await import(pathToFileURL(process.argv[1] + "/verify.mjs"));
        const judge = (d) => isGenuine({ id: d.Id, timestamp: d.Timestamp, signatures: d.Signatures, body: Buffer.from(d.Body, "base64"),
            secrets: d.Secrets, now: d.Now });
        console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(judge)));
        """;

    private static readonly string Document = Path.Combine(AppContext.BaseDirectory, "docs", "receivers.md");
    private static readonly string Snippets = Path.Combine(AppContext.BaseDirectory, "docs", "receivers");

    [Theory]
    [InlineData("python", "verify.py")]
    [InlineData("js", "verify.mjs")]
    [InlineData("csharp", "WebhookSignature.cs")]
    [InlineData("sql", "deduplicate.sql")]
    public async Task The_document_shows_the_file_that_is_tested(string language, string file)
    {
        var shown = $"```{language}\n{await File.ReadAllTextAsync(Path.Combine(Snippets, file))}```\n";

        Assert.Contains(shown, await File.ReadAllTextAsync(Document), StringComparison.Ordinal);
        Assert.Contains($"](receivers/{file})", await File.ReadAllTextAsync(Document), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_of_the_document_is_shown_in_it()
    {
        var document = await File.ReadAllTextAsync(Document);

        Assert.All(
            Directory.GetFiles(Snippets).Select(Path.GetFileName),
            file => Assert.Contains($"](receivers/{file})", document, StringComparison.Ordinal));
    }

    [Fact]
    public void The_CSharp_snippet_judges_every_delivery_rightly() =>
        AssertRight(SignedDeliveries.All.Values.Select(item => item.Delivery).Select(delivery =>
        WebhookSignature.IsGenuine(
            delivery.Id,
            delivery.Timestamp,
            delivery.Signatures,
            delivery.Body,
            delivery.Secrets,
            DateTimeOffset.FromUnixTimeSeconds(delivery.Now))));

    [RuntimeFact("python3")]
    public async Task The_Python_snippet_judges_every_delivery_rightly() =>
        AssertRight(await JudgeAsync("python3", "-c", Python, Snippets));

    [RuntimeFact("node")]
    public async Task The_Node_snippet_judges_every_delivery_rightly() =>
        AssertRight(await JudgeAsync("node", "--input-type=module", "-e", Node, Snippets));

    [Fact]
    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The statement is a file of this repository.")]
    public async Task The_SQL_snippet_takes_each_record_once()
    {
        var sql = await File.ReadAllTextAsync(Path.Combine(Snippets, "deduplicate.sql"));
        await using var database = new SqliteConnection("Data Source=:memory:");
        await database.OpenAsync();

        foreach (var (id, call, record) in new[]
        {
            ("json:order-17", "call_1", "first"), ("json:order-17", "call_1", "again"), ("json:order-17", "call_2", "days later"), (
                "json:order-18", "call_3", "another"),
        })
        {
            await using var command = database.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("@webhook_id", id);
            command.Parameters.AddWithValue("@call_id", call);
            command.Parameters.AddWithValue("@record", record);
            await command.ExecuteNonQueryAsync();
        }

        await using var all = database.CreateCommand();
        all.CommandText = "SELECT group_concat(webhook_id || ' ' || record, ', ') FROM (SELECT * FROM call_records ORDER BY call_id)";
        Assert.Equal("json:order-17 first, json:order-17 days later, json:order-18 another", await all.ExecuteScalarAsync());
    }

    private static void AssertRight(IEnumerable<bool> judged) =>
        Assert.Equal(SignedDeliveries.All.Select(item => (item.Key, item.Value.IsGenuine)), SignedDeliveries.All.Keys.Zip(judged));

    /// <summary>Runs a program that reads the deliveries and prints its verdicts.</summary>
    private static async Task<bool[]> JudgeAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(SignedDeliveries.All.Values.Select(item => item.Delivery)));
        process.StandardInput.Close();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, await errors);
        return JsonSerializer.Deserialize<bool[]>(await output)!;
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AlturBridge.Testing;
using Azure.Data.Tables;

namespace AlturBridge.Tests.Operating.Journal;

/// <summary>Microsoft's emulator of Azure Storage (<c>npm install -g azurite</c>), started once for all tests that need tables.</summary>
internal sealed class Azurite : IDisposable
{
    private const string Account = "journal";
    private static readonly string Program = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "azurite-table.cmd" : "azurite-table";
    private static readonly Lazy<Task<Azurite>> Started = new(StartAsync);

    private readonly Process process;
    private readonly string folder;
    private readonly string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
    private readonly int port = FreePort();

    private Azurite()
    {
        folder = Directory.CreateTempSubdirectory("azurite-").FullName;
        var start = new ProcessStartInfo(
            Path!, ["--silent", "--skipApiVersionCheck", "--tableHost", "127.0.0.1", "--tablePort", $"{port}", "--location", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{key}";
        process = System.Diagnostics.Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    /// <summary>Null if it is not installed.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(System.IO.Path.PathSeparator)
        .Append(Repository.PathOf("tests/node_modules/.bin"))
        .Select(folder => System.IO.Path.Combine(folder, Program))
        .FirstOrDefault(File.Exists);

    /// <summary>A separate table for each test, not created yet.</summary>
    public static async Task<TableClient> NewTableAsync(TableClientOptions? options = null)
    {
        var azurite = await Started.Value;
        return new TableClient(azurite.Url, $"t{Guid.NewGuid():N}", new TableSharedKeyCredential(Account, azurite.key), options);
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            Directory.Delete(folder, recursive: true);
            process.Dispose();
        }
    }

    private Uri Url => new($"http://127.0.0.1:{port}/{Account}");

    private static async Task<Azurite> StartAsync()
    {
        var azurite = new Azurite();
        await Eventually.TrueAsync(() => azurite.process.HasExited || azurite.Listens());
        return azurite;
    }

    private bool Listens()
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

namespace AlturBridge.Testing.Processes;

/// <summary>The bridge as shipped: Release, ReadyToRun. Published once per run.</summary>
internal static class PublishedBridge
{
    private static readonly Lazy<Task<string>> Program = new(PublishAsync);

    /// <summary>Starts it; the first call publishes it.</summary>
    public static async Task<Child> StartAsync(params IEnumerable<string> arguments) => Child.Start(await Program.Value, arguments);

    /// <summary>Publishes it now, so that no measurement has to wait.</summary>
    public static Task PrepareAsync() => Program.Value;

    private static async Task<string> PublishAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "published-bridge");
        string[] arguments =
        [
            "publish", Path.Combine(RepositoryRoot(), "local", "EmbeddedHost"), "--configuration", "Release", "--use-current-runtime",
            "--self-contained", "false",
            "-p:PublishReadyToRun=true", "-p:OfficialServiceBusTrigger=false", "--output", folder,
        ];
        await using var publish = Child.Start("dotnet", arguments);
        await publish.ReadToEndAsync(CancellationToken.None);

        return Path.Combine(folder, "AlturBridge.EmbeddedHost");
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AlturBridge.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException(
            "This measurement publishes the bridge: run it inside the repository.");
    }
}

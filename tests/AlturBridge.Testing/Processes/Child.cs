using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace AlturBridge.Testing.Processes;

/// <summary>A separate process, so that the measured code shares no heap or thread pool with the measurement.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process process;

    private Child(Process process) => this.process = process;

    public int Id => process.Id;

    /// <summary>Resident memory in megabytes.</summary>
    public double ResidentMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts this program in another mode.</summary>
    public static Child StartSelf(params IEnumerable<string> arguments) =>
        Start("dotnet", [Assembly.GetEntryAssembly()!.Location, .. arguments]);

    /// <summary>Starts the bridge as built next to this program.</summary>
    public static Child StartBridge(params IEnumerable<string> arguments) =>
        Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "AlturBridge.EmbeddedHost.dll"), .. arguments]);

    public static Child Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        // A killed process would leave its debugger pipes in the temp folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return new Child(Process.Start(start)!);
    }

    /// <summary>The first printed line that contains the text.</summary>
    public async Task<string> ReadLineWithAsync(string text, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return line;
            }
        }

        throw new InvalidOperationException(
            $"The process ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)} before it printed '{text}'.");
    }

    public async Task<string> ReadToEndAsync(CancellationToken cancellationToken)
    {
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(
            $"The process ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}: {output}");
    }

    public async Task<int> ExitCodeAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>Kills it, as with <c>kill -9</c>, unless it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}

using System.Diagnostics;
using System.Text;

namespace AlturBridge.Testing.Processes;

/// <summary>A program of this repository in a separate process, as a user starts it.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();

    private ChildProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => Read(output);

    public string Errors => Read(errors);

    /// <param name="assembly">The program, such as <c>AlturBridge.Sandbox</c>.</param>
    /// <param name="workingFolder">Where it runs and looks for settings files.</param>
    /// <param name="arguments">Its command line.</param>
    public static ChildProcess Start(string assembly, string workingFolder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"), .. arguments])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A killed process would leave its debugger pipes in the temp folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var name in start.Environment.Keys.Where(name => name.Contains("__", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        return new ChildProcess(new Process { StartInfo = start });
    }

    /// <summary>SIGTERM, as sent by a container platform or service manager.</summary>
    public void Terminate() => Signal.Terminate(process.Id);

    /// <summary><c>kill -9</c>.</summary>
    public void Kill() => process.Kill();

    public async Task<int> ExitCodeAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The program did not end. It printed: {Output} {Errors}");
        }

        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}

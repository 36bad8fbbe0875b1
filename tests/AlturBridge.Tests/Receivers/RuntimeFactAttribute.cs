using System.ComponentModel;
using System.Diagnostics;

namespace AlturBridge.Tests.Receivers;

/// <summary>A test that runs a program installed on this machine; skipped if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RuntimeFactAttribute : FactAttribute
{
    public RuntimeFactAttribute(string program)
    {
        Program = program;
        Skip = Runs(program) ? null : $"There is no {program} on this machine.";
    }

    public string Program { get; }

    private static bool Runs(string program)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

using System.Runtime.InteropServices;

namespace AlturBridge.Testing.Processes;

/// <summary>Signals that .NET has no method for.</summary>
public static partial class Signal
{
    private const int SigTerm = 15;

    /// <summary>SIGTERM, as sent by a container platform or service manager.</summary>
    /// <exception cref="InvalidOperationException">There is no such process.</exception>
    public static void Terminate(int processId)
    {
        if (Kill(processId, SigTerm) != 0)
        {
            throw new InvalidOperationException($"SIGTERM could not be sent to the process {processId}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}

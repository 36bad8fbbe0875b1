using System.CommandLine;
using AlturBridge.Sandbox.Run;

// Signals belong to the bridge: it lets what has begun end.
return await SandboxCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

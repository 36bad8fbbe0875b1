using System.CommandLine;
using AlturBridge.Sandbox.Run;

// The bridge handles signals itself: it lets running work finish.
return await SandboxCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

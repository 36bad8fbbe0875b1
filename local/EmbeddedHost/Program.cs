using AlturBridge.EmbeddedHost;
using System.CommandLine;

// Signals belong to the bridge: it lets what has begun end, however long that takes.
return await HostCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

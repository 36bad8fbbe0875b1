using AlturBridge.EmbeddedHost;
using System.CommandLine;

// The bridge handles signals itself: it lets running work finish, however long that takes.
return await HostCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

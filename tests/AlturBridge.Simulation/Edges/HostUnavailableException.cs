namespace AlturBridge.Simulation.Edges;

/// <summary>What the worker sees when the host is gone or no longer knows the session (in production, an RpcException).</summary>
public sealed class HostUnavailableException(string message) : Exception(message);

namespace AlturBridge.Simulation.Edges;

/// <summary>
/// What the worker hears from a host that is gone, or that no longer knows the session (an RpcException on the real one).
/// </summary>
public sealed class HostUnavailableException(string message) : Exception(message);

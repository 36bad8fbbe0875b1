namespace AlturBridge.Receiving;

/// <summary>A sender of leads.</summary>
/// <param name="Name">Its name in the route and in the ids of its leads.</param>
/// <param name="AgentId">The agent for leads that name none; null where there is no such agent.</param>
public sealed record Source(string Name, string? AgentId);

namespace AlturBridge.Simulation.Promises;

/// <param name="Promise">What is promised.</param>
/// <param name="Why">What happened instead.</param>
/// <param name="Lead">The lead affected; 0 if none.</param>
/// <param name="At">When, from the start.</param>
public sealed record BrokenPromise(string Promise, string Why, int Lead, TimeSpan At);

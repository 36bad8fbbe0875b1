namespace AlturBridge.Simulation.Promises;

/// <param name="Promise">What is promised.</param>
/// <param name="Why">What happened instead.</param>
/// <param name="Lead">To which lead; 0 where it is nobody's.</param>
/// <param name="At">When, from the beginning.</param>
public sealed record BrokenPromise(string Promise, string Why, int Lead, TimeSpan At);

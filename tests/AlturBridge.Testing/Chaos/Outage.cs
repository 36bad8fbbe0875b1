namespace AlturBridge.Testing.Chaos;

/// <summary>A time in which Altur gave one answer to everything.</summary>
/// <param name="Shape">A fault of the simulated Altur, or <c>refused</c> for no connection.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it was over.</param>
public sealed record Outage(string Shape, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Where no call can have been placed, and so no lead may die.</summary>
    public bool PlacesNoCall => Shape is not ("500" or "hang");
}

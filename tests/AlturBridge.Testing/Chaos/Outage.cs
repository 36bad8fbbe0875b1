namespace AlturBridge.Testing.Chaos;

/// <summary>A period in which Altur answered everything the same way.</summary>
/// <param name="Shape">A fault of the simulated Altur, or <c>refused</c> for no connection.</param>
/// <param name="From">When it started.</param>
/// <param name="To">When it ended.</param>
public sealed record Outage(string Shape, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether no call can have been placed, so that no lead may be dead-lettered.</summary>
    public bool PlacesNoCall => Shape is not ("500" or "hang");
}

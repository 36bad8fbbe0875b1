namespace AlturBridge.AzureStandIns;

internal static class StandIn
{
    internal static NotSupportedException IsInert() =>
        new("This build uses inert stand-ins for the Azure packages: run local/EmbeddedHost, or build with -p:AzurePackages=official.");
}

namespace AlturBridge.EmbeddedHost.Clients;

internal static class Deferral
{
    public static NotSupportedException NotSupported() =>
        new("The embedded queues do not defer messages: it would break the order within a lane. Abandon, or send a scheduled copy.");
}

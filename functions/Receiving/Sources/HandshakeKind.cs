namespace AlturBridge.Receiving.Sources;

public enum HandshakeKind
{
    None,

    /// <summary><c>OPTIONS</c> with <c>WebHook-Request-Origin</c> (CloudEvents, HTTP webhook specification 1.0.2, section 4).</summary>
    CloudEvents,

    /// <summary>A <c>SubscriptionValidation</c> event in Event Grid's own schema, and the one of CloudEvents.</summary>
    EventGrid,

    /// <summary><c>GET</c> with <c>hub.challenge</c>.</summary>
    Meta,
}

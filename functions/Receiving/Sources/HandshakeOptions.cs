using AlturBridge.Receiving.Authentication;

namespace AlturBridge.Receiving.Sources;

/// <summary>How a sender checks, before its first event, that this endpoint wants events.</summary>
public sealed class HandshakeOptions
{
    public HandshakeKind Kind { get; set; }

    /// <summary>Meta's <c>hub.verify_token</c>, which you make up and enter at Meta too.</summary>
    public string? VerifyToken { get; set; }

    public IEnumerable<string> Problems(string setting) =>
        Kind != HandshakeKind.Meta ? []
        : string.IsNullOrWhiteSpace(VerifyToken)
            ? [$"{setting}__VerifyToken is missing: make one up (openssl rand -hex 32), and enter the same at Meta."]
        : AuthenticationRules.Weakness($"{setting}__VerifyToken", VerifyToken) is { } weakness ? [weakness]
        : [];
}

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

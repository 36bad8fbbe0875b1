namespace AlturBridge.Receiving.Authenticity;

/// <summary>Signatures with a key pair. They are refused at start: .NET 10 has no Ed25519, and the RSA one that is known is being withdrawn.</summary>
public static class PublicKeySignatures
{
    /// <summary>How every Ed25519 public key begins in base64 SPKI form (RFC 8410).</summary>
    private const string Ed25519Spki = "MCowBQYDK2VwAyEA";

    private const string Why = "which .NET 10 cannot check";
    private const string StandardWebhooks = "ask the sender for a shared whsec_ secret (v1)";
    private const string AnotherMethod = "or use another Authentication, such as header-secret";
    private const string HighLevel = "send leads with HighLevel's workflow action Custom Webhook and Authentication header-secret";

    public static string? ProblemOfAlgorithm(string setting, string algorithm) =>
        Has(algorithm, "ed25519") || Has(algorithm, "eddsa") ? Ed25519(setting, $"is {algorithm}", StandardWebhooks)
        : Has(algorithm, "rsa") || Has(algorithm, "ecdsa") ? $"{setting} is {algorithm}: the bridge checks shared secrets only, so let the sender sign with HMAC, {AnotherMethod}."
        : null;

    public static string? ProblemOfVersion(string setting, string version) =>
        version == "v1a" ? Ed25519(setting, "is v1a", StandardWebhooks) : null;

    public static string? ProblemOfHeader(string setting, string header) =>
        header.Equals("X-GHL-Signature", StringComparison.OrdinalIgnoreCase)
            ? $"{setting} is {header}: HighLevel signs it with Ed25519, {Why}. Instead {HighLevel}."
        : header.Equals("X-WH-Signature", StringComparison.OrdinalIgnoreCase)
            ? $"{setting} is {header}: HighLevel signs it with RSA and is withdrawing it, and the bridge checks shared secrets only. Instead {HighLevel}."
        : null;

    public static string? ProblemOfSecret(string setting, string secret) =>
        secret.StartsWith("whpk_", StringComparison.Ordinal)
        || secret.StartsWith("whsk_", StringComparison.Ordinal)
        || secret.Contains(Ed25519Spki, StringComparison.Ordinal)
            ? Ed25519(setting, "is a key", StandardWebhooks)
        : secret.StartsWith("-----BEGIN ", StringComparison.Ordinal)
            ? $"{setting} is a key or certificate in PEM form: the bridge checks shared secrets only, so let the sender sign with HMAC, {AnotherMethod}."
        : null;

    private static string Ed25519(string setting, string what, string instead) => $"{setting} {what} of an Ed25519 signature, {Why}: {instead}, {AnotherMethod}.";

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}

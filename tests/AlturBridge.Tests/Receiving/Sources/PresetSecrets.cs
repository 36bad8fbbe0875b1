namespace AlturBridge.Tests.Receiving.Sources;

/// <summary>The settings without which a preset does not start.</summary>
internal static class PresetSecrets
{
    public const string VerifyToken = "vt-9Kq2mX7wB4zR8nLp3cHdF";

    public static IEnumerable<(string Name, string? Value)> Of(string preset)
    {
        var secret = preset switch
        {
            "pipedrive" or "pipedrive-v1" => "altur:qz4mT8vK2xWbN6rJ9dLpC3hF",
            "close" => "6b2b1c1d3e4f5a6b7c8d9e0f1a2b3c4d6b2b1c1d3e4f5a6b7c8d9e0f1a2b3c4d",
            "standard-webhooks" => "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "hubspot-app" or "typeform" or "calendly" or "meta-lead-ads" => "qz4mT8vK2xWbN6rJ9dLpC3hF",
            _ => null,
        };

        if (secret is not null)
        {
            yield return ("Sources__crm__Secrets__0", secret);
        }

        if (preset == "hubspot-app")
        {
            yield return ("Sources__crm__PublicUrl", "https://bridge.example.com/api/leads/source");
        }

        if (preset == "meta-lead-ads")
        {
            yield return ("Sources__crm__Handshake__VerifyToken", VerifyToken);
        }
    }
}

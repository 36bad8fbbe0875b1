namespace AlturBridge.Receiving.Authenticity;

/// <summary>What may be a secret of a source; the keys of signatures have further rules (<see cref="SignatureKey"/>).</summary>
public static class SecretRules
{
    /// <summary>A shorter secret can be found by trying; in characters, or in bytes where a key is written in hex or base64.</summary>
    public const int MinLength = 8;

    /// <summary>How a Key Vault reference begins that the Functions host could not replace by its secret.</summary>
    private const string UnresolvedReference = "@Microsoft.KeyVault(";

    public static IEnumerable<string> Problems(string setting, AuthenticationMethod method, IList<string> secrets)
    {
        if (method == AuthenticationMethod.FunctionKey)
        {
            return secrets.Count == 0
                ? []
                : [$"{setting}__Secrets__0 is set, but {setting}__Authentication is function-key, which does not use it: set the method that does, or remove the secret."];
        }

        return secrets.Count == 0
            ? [$"{setting}__Secrets__0 is missing: without a secret nobody can prove to be this source, so set the one that its sender has."]
            : secrets.Select((secret, index) => Problem($"{setting}__Secrets__{index}", method, secret)).OfType<string>();
    }

    private static string? Problem(string setting, AuthenticationMethod method, string? secret)
    {
        if (string.IsNullOrWhiteSpace(secret))
        {
            return $"{setting} is empty: set a secret, or remove the setting.";
        }

        if (secret.Contains(UnresolvedReference, StringComparison.OrdinalIgnoreCase))
        {
            return $"{setting} is still a Key Vault reference: let the app's identity read the secret, check the reference, and restart.";
        }

        if (method == AuthenticationMethod.Signature && PublicKeySignatures.ProblemOfSecret(setting, secret) is { } problem)
        {
            return problem;
        }

        if (char.IsWhiteSpace(secret[0]) || char.IsWhiteSpace(secret[^1]))
        {
            return $"{setting} begins or ends with white space: remove it.";
        }

        if (Chosen(method, secret) is ['<', .., '>'])
        {
            return $"{setting} still has the <…> of the documentation in it: put the secret in its place.";
        }

        if (method == AuthenticationMethod.Basic && !secret.Contains(':', StringComparison.Ordinal))
        {
            return $"{setting} must be user:password.";
        }

        // The length of a signature's key is counted once it is decoded.
        return method != AuthenticationMethod.Signature && Chosen(method, secret).Length < MinLength
            ? $"{setting} is too short: use {(method == AuthenticationMethod.Basic ? "a password" : "a secret")} of at least {MinLength} characters, better a random one of 32."
            : null;
    }

    private static string Chosen(AuthenticationMethod method, string secret) =>
        method == AuthenticationMethod.Basic ? secret[(secret.IndexOf(':', StringComparison.Ordinal) + 1)..] : secret;
}

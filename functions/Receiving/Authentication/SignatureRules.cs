using AlturBridge.Configuration;

namespace AlturBridge.Receiving.Authentication;

/// <summary>What a signature's settings must say for it to prove anything.</summary>
public static class SignatureRules
{
    /// <summary>For a key in hex or base64.</summary>
    private const int MinKeyBytes = 16;

    /// <summary>How known senders sign: the files in <c>Receiving/Authentication/Recipes</c>.</summary>
    public static EmbeddedSettings Recipes { get; } = new("signature-recipes");

    public static IEnumerable<string> Problems(string setting, SignatureOptions options)
    {
        var content = SignedContent.Parse(options.Content);
        string?[] problems =
        [
            !string.IsNullOrEmpty(options.Recipe) && !Recipes.Names.Contains(options.Recipe, StringComparer.OrdinalIgnoreCase)
                ? $"{setting}__Recipe is '{options.Recipe}', which does not exist: use {string.Join(", ", Recipes.Names)}." : null,
            !AuthenticationRules.IsHeader(options.Header)
                ? $"{setting}__Header must be the name of the header that carries the signature: set it, or {setting}__Recipe." : null,
            (options.Algorithm == SignatureAlgorithm.Ed25519) != (options.KeyEncoding == SignatureKeyEncoding.PublicKey)
                ? $"{setting}__KeyEncoding must be public-key with the algorithm ed25519, and only with it." : null,
            options.Format == SignatureFormat.List && options.Prefix is not [_, .., ',']
                ? $"{setting}__Prefix must say which signatures in the list count, with its comma, such as 'v1,'." : null,
            options.Format == SignatureFormat.Pairs && options.Prefix is not [_, .., '='] or "t="
                ? $"{setting}__Prefix must say which of the pairs are signatures, with its equals sign, such as 'v1='." : null,
            options.Tolerance < TimeSpan.FromSeconds(1) || options.Tolerance > TimeSpan.FromDays(1)
                ? $"{setting}__Tolerance must be from 00:00:01 to 1.00:00:00, such as 00:05:00." : null,
            content is null ? $"{setting}__Content may hold text and {SignedContent.Known}; braces have no other use." : null,
            .. content is null ? [] : OfContent(setting, options, content),
        ];

        return problems.OfType<string>();
    }

    /// <returns>Why a secret is no key; null if it is one.</returns>
    public static string? KeyProblem(string setting, SignatureOptions options, string secret)
    {
        var key = options.KeyEncoding.Read(secret);
        return options.KeyEncoding != SignatureKeyEncoding.PublicKey && Signatures.IsPublicKey(secret)
                ? $"{setting} is a public key, which anybody may know: set the shared secret, or use the recipe for signatures with "
                    + "a key pair (ed25519)."
            : key is null ? $"{setting} must be {options.KeyEncoding.Form()}: copy the sender's signing secret exactly."
            : options.KeyEncoding == SignatureKeyEncoding.Utf8 ? AuthenticationRules.Weakness(setting, secret)
            : key.Length < MinKeyBytes
                ? $"{setting} is too short: use a key of at least {MinKeyBytes} bytes, preferably 32 random ones."
            : null;
    }

    /// <summary>What a signature must cover, and where its values come from.</summary>
    private static string?[] OfContent(string setting, SignatureOptions options, SignedContent content) =>
    [
        content.Uses(SignedContent.Body) ? null
            : $"{setting}__Content must contain {{body}}: a signature over anything else says nothing about the lead.",
        Source(setting, "IdHeader", SignedContent.Id, options.IdHeader, content),
        options.Format != SignatureFormat.Pairs
            ? Source(setting, "TimestampHeader", SignedContent.Timestamp, options.TimestampHeader, content)
            : string.IsNullOrEmpty(options.TimestampHeader) ? null
            : $"{setting}__TimestampHeader is not for the format pairs, where the timestamp is t: leave it empty.",
    ];

    /// <summary>Unsigned values prove nothing, and signed ones must come from somewhere.</summary>
    private static string? Source(string setting, string name, string placeholder, string? header, SignedContent content) =>
        content.Uses(placeholder)
            ? AuthenticationRules.IsHeader(header) ? null : $"{setting}__{name} must be the name of the header that carries {placeholder}."
            : string.IsNullOrEmpty(header) ? null
            : $"{setting}__{name} is set, but {setting}__Content does not contain {placeholder}: an unsigned value can be "
                + "changed by anybody.";
}

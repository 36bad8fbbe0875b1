using AlturBridge.Configuration;

namespace AlturBridge.Receiving.Authentication;

/// <summary>What a signature's settings must say for it to prove anything.</summary>
public static class SignatureRules
{
    /// <summary>How known senders sign: the files in <c>Receiving/Authentication/Recipes</c>.</summary>
    public static EmbeddedSettings Recipes { get; } = new("signature-recipes");

    private static readonly char[] Separators = [',', '=', ' '];

    public static IEnumerable<string> Problems(string setting, SignatureOptions options)
    {
        string?[] problems =
        [
            Recipe($"{setting}__Recipe", options.Recipe),
            string.IsNullOrEmpty(options.Header)
                ? $"{setting}__Header is missing: name the header that carries the signature, or a recipe in Signature__Recipe." : null,
            !string.IsNullOrEmpty(options.Header) && !SecretRules.IsHeader(options.Header)
                ? $"{setting}__Header must be the name of a header, such as X-Signature." : null,
            (options.Algorithm == SignatureAlgorithm.Ed25519) != (options.KeyEncoding == SignatureKeyEncoding.PublicKey)
                ? $"{setting}__KeyEncoding must be public-key with the algorithm ed25519, and only with it." : null,
            options.Format != SignatureFormat.Plain && (options.Version is "" or "t" || options.Version.IndexOfAny(Separators) >= 0)
                ? $"{setting}__Version must say which signatures count, such as v1." : null,
            options.Format != SignatureFormat.Plain && !string.IsNullOrEmpty(options.Prefix)
                ? $"{setting}__Prefix is only for the format plain: leave it empty." : null,
            options.Tolerance < TimeSpan.FromSeconds(1) || options.Tolerance > TimeSpan.FromDays(1)
                ? $"{setting}__Tolerance must be from 00:00:01 to 1.00:00:00, such as 00:05:00." : null,
        ];

        return problems.OfType<string>().Concat(OfContent(setting, options));
    }

    /// <returns>One sentence for each secret that is not a key.</returns>
    public static IEnumerable<string> KeyProblems(string setting, SignatureOptions options, IList<string> secrets) =>
        secrets.Select((secret, index) => KeyProblem($"{setting}__Secrets__{index}", options, secret)).OfType<string>();

    private static string? KeyProblem(string setting, SignatureOptions options, string secret)
    {
        var key = options.KeyEncoding.Read(secret);
        return options.KeyEncoding != SignatureKeyEncoding.PublicKey && SignatureKeys.IsPublic(secret)
                ? $"{setting} is a public key, which anybody may know: set the shared secret, or use the recipe for signatures with "
                    + "a key pair (ed25519)."
            : key is null ? $"{setting} must be {options.KeyEncoding.Form()}: copy the sender's signing secret exactly."
            : options.KeyEncoding == SignatureKeyEncoding.Utf8 ? SecretRules.Weakness(setting, secret)
            : key.Length < SecretRules.MinKeyBytes ? $"{setting} is too short: use a key of at least {SecretRules.MinKeyBytes} bytes, "
                + "preferably 32 random ones."
            : null;
    }

    private static string? Recipe(string setting, string? recipe) =>
        string.IsNullOrEmpty(recipe) || Recipes.Names.Contains(recipe, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"{setting} is '{recipe}', which does not exist: use {string.Join(", ", Recipes.Names)}.";

    /// <summary>What a signature must cover, and where its values come from.</summary>
    private static IEnumerable<string> OfContent(string setting, SignatureOptions options)
    {
        if (SignedContent.Parse(options.Content) is not { } content)
        {
            return [$"{setting}__Content may hold text and {SignedContent.Known}; braces have no other use."];
        }

        var isPlainHash = options.Algorithm == SignatureAlgorithm.Sha256;
        string?[] problems =
        [
            content.Uses(SignedContent.Body) ? null
                : $"{setting}__Content must contain {{body}}: a signature over anything else says nothing about the lead.",
            isPlainHash && !content.BeginsWithSecret()
                ? $"{setting}__Content must begin with {{secret}} and contain it once: without it, anybody can make a plain sha256." : null,
            !isPlainHash && content.Uses(SignedContent.Secret)
                ? $"{setting}__Content contains {{secret}}, which is only for the algorithm sha256: the others use the secret as their key."
                : null,
            Source(setting, "IdHeader", SignedContent.Id, options.IdHeader, content),
            options.Format != SignatureFormat.Pairs
                ? Source(setting, "TimestampHeader", SignedContent.Timestamp, options.TimestampHeader, content)
                : string.IsNullOrEmpty(options.TimestampHeader) ? null
                : $"{setting}__TimestampHeader is not for the format pairs, where the timestamp is t: leave it empty.",
        ];

        return problems.OfType<string>();
    }

    /// <summary>Unsigned values prove nothing, and signed ones must come from somewhere.</summary>
    private static string? Source(string setting, string name, string placeholder, string? header, SignedContent content) =>
        string.IsNullOrEmpty(header)
            ? (content.Uses(placeholder) ? $"{setting}__{name} is missing: name the header that carries {placeholder}." : null)
            : !content.Uses(placeholder)
                ? $"{setting}__{name} is set, but {setting}__Content does not contain {placeholder}: an unsigned value can be "
                    + "changed by anybody."
            : !SecretRules.IsHeader(header) ? $"{setting}__{name} must be the name of a header."
            : null;
}

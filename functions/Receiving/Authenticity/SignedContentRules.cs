namespace AlturBridge.Receiving.Authenticity;

/// <summary>What a signature must cover, and where its values come from.</summary>
public static class SignedContentRules
{
    public static IEnumerable<string> Problems(string setting, SignatureOptions options)
    {
        if (!SignedContent.TryParse(options.Content, out var content))
        {
            return [$"{setting}__Content may hold text and {SignedContent.Known}; a brace is not used otherwise."];
        }

        string?[] problems =
        [
            content.Uses(SignedContent.Body) ? null : $"{setting}__Content must hold {{body}}: a signature over anything else says nothing about the lead.",
            Secret($"{setting}__Content", options.Algorithm, content),
            Source(setting, "IdHeader", "id", options.IdHeader, content.Uses(SignedContent.Id)),
            string.Equals(options.Format, "pairs", StringComparison.OrdinalIgnoreCase)
                ? PairsTimestamp(setting, options.TimestampHeader)
                : Source(setting, "TimestampHeader", "timestamp", options.TimestampHeader, content.Uses(SignedContent.Timestamp)),
        ];

        return problems.OfType<string>();
    }

    private static string? Secret(string setting, string algorithm, SignedContent content)
    {
        var isPlain = SignatureAlgorithm.TryFind(algorithm, out var known) && !known.IsKeyed;

        return isPlain && !content.BeginsWithSecret() ? $"{setting} must begin with {{secret}} and hold it once: without it, anybody can make a plain sha256."
            : !isPlain && content.Uses(SignedContent.Secret) ? $"{setting} holds {{secret}}, which is only for the algorithm sha256: an HMAC has the secret as its key."
            : null;
    }

    /// <summary>What is not signed proves nothing, and what is signed must come from somewhere.</summary>
    private static string? Source(string setting, string name, string placeholder, string? header, bool isSigned) =>
        string.IsNullOrEmpty(header)
            ? (isSigned ? $"{setting}__{name} is missing: name the header that carries {{{placeholder}}}." : null)
            : !isSigned ? $"{setting}__{name} is set, but {setting}__Content does not hold {{{placeholder}}}: a value that is not signed can be changed by anybody."
            : !SecretNameRules.IsHeader(header) ? $"{setting}__{name} must be the name of a header."
            : null;

    private static string? PairsTimestamp(string setting, string? header) =>
        string.IsNullOrEmpty(header) ? null : $"{setting}__TimestampHeader is not for the format pairs, where the timestamp is t: leave it empty.";
}

namespace AlturBridge.Receiving.Authenticity;

/// <summary>What a signature must be described with to prove anything.</summary>
public static class SignatureRules
{
    private static readonly char[] Separators = [',', '=', ' '];

    public static IEnumerable<string> Problems(string setting, SignatureOptions options)
    {
        string?[] problems =
        [
            Recipe($"{setting}__Recipe", options.Recipe),
            Header($"{setting}__Header", options.Header),
            PublicKeySignatures.ProblemOfAlgorithm($"{setting}__Algorithm", options.Algorithm) ?? Choice($"{setting}__Algorithm", options.Algorithm, SignatureAlgorithm.Names),
            Choice($"{setting}__Encoding", options.Encoding, SignatureEncoding.Names),
            Choice($"{setting}__KeyEncoding", options.KeyEncoding, SignatureKey.Names),
            Choice($"{setting}__Format", options.Format, SignatureNames.Formats.Keys),
            Choice($"{setting}__TimestampUnit", options.TimestampUnit, SignatureNames.InMilliseconds.Keys),
            Version($"{setting}__Version", options),
            Prefix($"{setting}__Prefix", options),
            options.Tolerance < TimeSpan.FromSeconds(1) || options.Tolerance > TimeSpan.FromDays(1)
                ? $"{setting}__Tolerance must be from 00:00:01 to 1.00:00:00, such as 00:05:00." : null,
        ];

        return problems.OfType<string>().Concat(SignedContentRules.Problems(setting, options));
    }

    private static string? Recipe(string setting, string? recipe) =>
        string.IsNullOrEmpty(recipe) || SignatureRecipes.Names.Contains(recipe, StringComparer.OrdinalIgnoreCase)
            ? null
            : PublicKeySignatures.ProblemOfAlgorithm(setting, recipe) ?? Choice(setting, recipe, SignatureRecipes.Names);

    private static string? Header(string setting, string? header) =>
        string.IsNullOrEmpty(header) ? $"{setting} is missing: name the header that carries the signature, or a recipe in Signature__Recipe."
        : !SecretNameRules.IsHeader(header) ? $"{setting} must be the name of a header, such as X-Signature."
        : PublicKeySignatures.ProblemOfHeader(setting, header);

    private static string? Version(string setting, SignatureOptions options) =>
        string.Equals(options.Format, "plain", StringComparison.OrdinalIgnoreCase) ? null
        : PublicKeySignatures.ProblemOfVersion(setting, options.Version)
        ?? (options.Version.Length == 0 || options.Version == "t" || options.Version.IndexOfAny(Separators) >= 0
            ? $"{setting} must say which signatures count, such as v1." : null);

    private static string? Prefix(string setting, SignatureOptions options) =>
        string.IsNullOrEmpty(options.Prefix) || string.Equals(options.Format, "plain", StringComparison.OrdinalIgnoreCase)
            ? null
            : $"{setting} is only for the format plain: leave it empty.";

    private static string? Choice(string setting, string value, IEnumerable<string> choices) =>
        choices.Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"{setting} is '{value}', which does not exist: use {string.Join(", ", choices)}.";
}

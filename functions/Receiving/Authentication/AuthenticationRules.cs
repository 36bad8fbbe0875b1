using System.Buffers;
using System.Text.RegularExpressions;

namespace AlturBridge.Receiving.Authentication;

/// <summary>Rules for how a source authenticates: its secrets, the header or query parameter that carries one, its signature.</summary>
public static partial class AuthenticationRules
{
    /// <summary>For text that a person may have chosen, in characters.</summary>
    private const int MinLength = 24;

    /// <summary>The characters of a header's name (RFC 9110, 5.6.2).</summary>
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsHeader(string? name) => !string.IsNullOrEmpty(name) && !name.AsSpan().ContainsAnyExcept(Token);

    /// <returns>One sentence for each mistake in the settings, naming the setting and never repeating a secret.</returns>
    public static IEnumerable<string> Problems(
        string setting, AuthenticationMethod method, string? secretName, IList<string> secrets, SignatureOptions signature)
    {
        var needsSecret = method != AuthenticationMethod.FunctionKey;
        var needsName = method is AuthenticationMethod.HeaderSecret or AuthenticationMethod.QuerySecret;
        string?[] problems =
        [
            !needsSecret && secrets.Count > 0
                ? $"{setting}__Secrets__0 is set, but {setting}__Authentication is function-key, which does not use it: "
                    + "set the method that does, or remove the secret." : null,
            needsSecret && secrets.Count == 0
                ? $"{setting}__Secrets__0 is missing: without a secret no sender can prove that it is this source, so set the sender's "
                    + "secret." : null,
            .. needsSecret ? secrets.Select((secret, index) => Problem($"{setting}__Secrets__{index}", method, secret, signature)) : [],
            needsName && !IsHeader(secretName)
                ? $"{setting}__SecretName must be the name of the header or query parameter that carries the secret, such as X-Api-Key."
                : null,
            needsName && secretName?.ToUpperInvariant() is "CODE" or "X-FUNCTIONS-KEY"
                ? $"{setting}__SecretName is {secretName}, which carries the function key: choose another, such as X-Api-Key." : null,
            .. method == AuthenticationMethod.Signature ? SignatureRules.Problems($"{setting}__Signature", signature) : [],
        ];

        return problems.OfType<string>();
    }

    private static string? Problem(string setting, AuthenticationMethod method, string secret, SignatureOptions signature)
    {
        var isBasic = method == AuthenticationMethod.Basic;
        var chosen = isBasic ? secret[(secret.IndexOf(':', StringComparison.Ordinal) + 1)..] : secret;

        return string.IsNullOrWhiteSpace(secret) ? $"{setting} is empty: set a secret, or remove the setting."
            : secret != secret.Trim() ? $"{setting} begins or ends with white space: remove it."
            : isBasic && !secret.Contains(':', StringComparison.Ordinal) ? $"{setting} must be user:password."
            : chosen is ['<', .., '>'] ? $"{setting} still has the documentation's <…> in it: replace it with the secret."
            : method == AuthenticationMethod.Signature ? SignatureRules.KeyProblem(setting, signature, secret)
            : Weakness(setting, chosen);
    }

    /// <summary>Why a text is too easy to guess for a secret; null if it is not.</summary>
    public static string? Weakness(string setting, string secret) =>
        secret.Length < MinLength ? $"{setting} is too short: use at least {MinLength} characters, ideally from openssl rand -hex 32."
        : IsRepetitive(secret) || Words().IsMatch(secret)
        ? $"{setting} is easy to guess: use a random secret, such as from openssl rand -hex 32."
        : null;

    /// <summary>A repeated piece, or hardly any different characters.</summary>
    private static bool IsRepetitive(string secret) =>
        secret.Distinct().Count() < 8
        || Enumerable.Range(1, secret.Length / 2)
            .Any(period => secret.AsSpan(period).SequenceEqual(secret.AsSpan(0, secret.Length - period)));

    /// <summary>Only words found in samples and lists of bad passwords, with digits and punctuation in between.</summary>
    [GeneratedRegex(
        "^(?:[^A-Za-z]|a|an|the|my|our|your|this|is|of|for|to|be|not|very|long|super|top|secret|passwords?|passphrase|passwort|passw0rd"
        + "|change|me|it|token|verify|webhook|function|key|api|bridge|altur|crm|leads?|test|testing|examples?|samples?|default|admin|user"
        + "|shared|random|here|please|demo|qwerty|asdf|welcome|letmein|hello|world|github|hubspot|zapier|zoho|sandbox|local|dev|prod)+$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}

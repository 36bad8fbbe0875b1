using System.Buffers;

namespace AlturBridge.Receiving.Authenticity;

/// <summary>What may be the name of the header or the query parameter that carries a secret.</summary>
public static class SecretNameRules
{
    /// <summary>The characters of a header's name (RFC 9110, 5.6.2).</summary>
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsHeader(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Token);

    public static IEnumerable<string> Problems(string setting, AuthenticationMethod method, string? secretName)
    {
        var name = secretName ?? string.Empty;

        return method switch
        {
            AuthenticationMethod.HeaderSecret when !IsHeader(name) =>
                [$"{setting}__SecretName must be the name of the header that carries the secret, such as X-Api-Key."],
            AuthenticationMethod.HeaderSecret when name.Equals("x-functions-key", StringComparison.OrdinalIgnoreCase) =>
                [$"{setting}__SecretName is {name}, which carries the function key: choose another header, such as X-Api-Key."],
            AuthenticationMethod.QuerySecret when string.IsNullOrWhiteSpace(name) =>
                [$"{setting}__SecretName must be the name of the query parameter that carries the secret, such as token."],
            AuthenticationMethod.QuerySecret when name.Equals("code", StringComparison.OrdinalIgnoreCase) =>
                [$"{setting}__SecretName is {name}, which carries the function key: choose another parameter, such as token."],
            _ => [],
        };
    }
}

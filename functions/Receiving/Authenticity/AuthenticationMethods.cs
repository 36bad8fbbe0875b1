namespace AlturBridge.Receiving.Authenticity;

/// <summary>The methods by the name a setting gives them.</summary>
public static class AuthenticationMethods
{
    private static readonly Dictionary<string, AuthenticationMethod> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["function-key"] = AuthenticationMethod.FunctionKey,
        ["basic"] = AuthenticationMethod.Basic,
        ["bearer"] = AuthenticationMethod.Bearer,
        ["header-secret"] = AuthenticationMethod.HeaderSecret,
        ["query-secret"] = AuthenticationMethod.QuerySecret,
        ["signature"] = AuthenticationMethod.Signature,
    };

    public static IEnumerable<string> Names => ByName.Keys;

    public static bool TryParse(string? name, out AuthenticationMethod method) => ByName.TryGetValue(name ?? string.Empty, out method);
}

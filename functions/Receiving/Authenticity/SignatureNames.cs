namespace AlturBridge.Receiving.Authenticity;

/// <summary>The values that some settings of a signature choose from.</summary>
public static class SignatureNames
{
    public static IReadOnlyDictionary<string, SignatureFormat> Formats { get; } = new Dictionary<string, SignatureFormat>(StringComparer.OrdinalIgnoreCase)
    {
        ["plain"] = SignatureFormat.Plain,
        ["list"] = SignatureFormat.List,
        ["pairs"] = SignatureFormat.Pairs,
    };

    public static IReadOnlyDictionary<string, bool> InMilliseconds { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase)
    {
        ["seconds"] = false,
        ["milliseconds"] = true,
    };
}

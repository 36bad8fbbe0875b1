using System.Diagnostics.CodeAnalysis;

namespace AlturBridge.Receiving.Authenticity;

/// <summary>The <c>Authorization</c> header: a scheme, whose case does not matter, spaces, and what the scheme defines (RFC 9110, 11.4).</summary>
public static class Credentials
{
    public static bool TryRead(IncomingRequest request, string scheme, [NotNullWhen(true)] out string? credentials, [NotNullWhen(false)] out Verdict.Refused? refusal)
    {
        credentials = null;

        if (!GivenOnce.TryRead(request.Headers.Authorization, "header Authorization", out var text, out refusal))
        {
            return false;
        }

        if (!text.StartsWith($"{scheme} ", StringComparison.OrdinalIgnoreCase))
        {
            refusal = new($"The header Authorization does not begin with '{scheme} ': let the sender use {scheme} authentication.");
            return false;
        }

        credentials = text[scheme.Length..].Trim(' ');
        return true;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AlturBridge.Receiving.Authentication;

/// <summary>A secret that is sent as is: as Basic (RFC 7617) or Bearer credentials, in a custom header, or in the address.</summary>
public sealed class SecretAuthenticator(string setting, AuthenticationMethod method, string? name, IEnumerable<string> secrets)
    : Authenticator
{
    /// <summary>The CloudEvents webhook specification requires accepting a bearer token here too (section 3).</summary>
    private const string TokenParameter = "access_token";

    private readonly SharedSecrets known = new(secrets);

    public override Verdict Verify(IncomingRequest request, DateTimeOffset now)
    {
        Verdict.Refused? refusal;
        return method switch
        {
            AuthenticationMethod.Basic => TryReadCredentials(request, "Basic", out var credentials, out refusal)
                ? Basic(credentials) : refusal,
            AuthenticationMethod.Bearer => TryReadToken(request, out var token, out refusal)
                ? Judge(token, "The bearer token is wrong: give the sender the token") : refusal,
            AuthenticationMethod.HeaderSecret => request.TryReadHeader(name!, out var secret, out refusal)
                ? Judge(secret, $"The secret in the header {name} is wrong: give the sender the secret") : refusal,
            _ => request.TryReadParameter(name!, out var secret, out refusal)
                ? Judge(secret, $"The secret in the query parameter {name} is wrong: give the sender an address with the secret") : refusal,
        };
    }

    private Verdict Basic(string credentials)
    {
        var bytes = new byte[credentials.Length];
        return Convert.TryFromBase64String(credentials, bytes, out var length)
            ? Judge(bytes.AsSpan(0, length), "User or password is wrong: give the sender the user and the password")
            : new Verdict.Refused("The header Authorization is not base64 after 'Basic ': have the sender encode user:password in base64.");
    }

    private static bool TryReadToken(
        IncomingRequest request, [NotNullWhen(true)] out string? token, [NotNullWhen(false)] out Verdict.Refused? refusal)
    {
        if (!request.Query.ContainsKey(TokenParameter))
        {
            return TryReadCredentials(request, "Bearer", out token, out refusal);
        }

        if (request.Headers.Authorization.Count == 0)
        {
            return request.TryReadParameter(TokenParameter, out token, out refusal);
        }

        token = null;
        refusal = new($"A token came in the header Authorization and in the query parameter {TokenParameter}: send only one of them.");
        return false;
    }

    /// <summary>The <c>Authorization</c> header: a scheme in any case, spaces, and what the scheme defines (RFC 9110, 11.4).</summary>
    private static bool TryReadCredentials(
        IncomingRequest request, string scheme, [NotNullWhen(true)] out string? credentials,
        [NotNullWhen(false)] out Verdict.Refused? refusal)
    {
        credentials = null;
        if (!request.TryReadHeader("Authorization", out var text, out refusal))
        {
            return false;
        }

        if (!text.StartsWith($"{scheme} ", StringComparison.OrdinalIgnoreCase))
        {
            refusal = new($"The header Authorization does not begin with '{scheme} ': have the sender use {scheme} authentication.");
            return false;
        }

        credentials = text[scheme.Length..].Trim(' ');
        return true;
    }

    private Verdict Judge(string presented, string why) => Judge(Encoding.UTF8.GetBytes(presented), why);

    private Verdict Judge(ReadOnlySpan<byte> presented, string why) =>
        known.Contain(presented) ? new Verdict.Proven() : new Verdict.Refused($"{why} of {setting}__Secrets.");
}

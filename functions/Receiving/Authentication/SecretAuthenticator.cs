using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.Receiving.Authentication;

/// <summary>A secret that is sent as is: as Basic (RFC 7617) or Bearer credentials, in a custom header, or in the address.</summary>
public sealed class SecretAuthenticator(string setting, AuthenticationMethod method, string? name, IEnumerable<string> secrets)
    : Authenticator
{
    /// <summary>The CloudEvents webhook specification requires accepting a bearer token here too (section 3).</summary>
    private const string TokenParameter = "access_token";

    public override void Verify(IncomingRequest request, DateTimeOffset now)
    {
        var secret = $"{setting}__Secrets__0";
        var (presented, problem) = method switch
        {
            AuthenticationMethod.Basic => (
                UserAndPassword(Credentials(request, "Basic")),
                $"User or password is wrong: give the sender the user and the password from {secret}."),
            AuthenticationMethod.Bearer => (
                Encoding.UTF8.GetBytes(Token(request)), $"The bearer token is wrong: give the sender the token from {secret}."),
            AuthenticationMethod.HeaderSecret => (
                Encoding.UTF8.GetBytes(request.Header(name!)),
                $"The secret in the header {name} is wrong: give the sender the secret from {secret}."),
            _ => (
                Encoding.UTF8.GetBytes(request.Parameter(name!)),
                $"The secret in the query parameter {name} is wrong: put the secret from {secret} in the sender's address."),
        };

        if (!IsOneOf(secrets, presented))
        {
            throw new NotAuthenticException(problem);
        }
    }

    /// <summary>
    /// Compares hashes, so that the time does not reveal a secret's length, and all of them, so that it does not reveal which one matched.
    /// </summary>
    public static bool IsOneOf(IEnumerable<string> secrets, ReadOnlySpan<byte> presented)
    {
        var hash = SHA256.HashData(presented);
        return secrets
            .Select(secret => SHA256.HashData(Encoding.UTF8.GetBytes(secret)))
            .Aggregate(false, (found, known) => found | CryptographicOperations.FixedTimeEquals(known, hash));
    }

    private static byte[] UserAndPassword(string credentials)
    {
        var bytes = new byte[credentials.Length];
        return Convert.TryFromBase64String(credentials, bytes, out var length) ? bytes[..length] : throw new NotAuthenticException(
            "The header Authorization is not base64 after 'Basic ': have the sender encode user:password in base64.");
    }

    private static string Token(IncomingRequest request) =>
        !request.Query.ContainsKey(TokenParameter) ? Credentials(request, "Bearer")
        : request.Headers.Authorization.Count == 0 ? request.Parameter(TokenParameter)
        : throw new NotAuthenticException(
            $"A token came in the header Authorization and in the query parameter {TokenParameter}: send only one of them.");

    /// <summary>The <c>Authorization</c> header: a scheme in any case, spaces, and what the scheme defines (RFC 9110, 11.4).</summary>
    private static string Credentials(IncomingRequest request, string scheme)
    {
        var text = request.Header("Authorization");
        return text.StartsWith($"{scheme} ", StringComparison.OrdinalIgnoreCase)
            ? text[scheme.Length..].Trim(' ')
            : throw new NotAuthenticException(
                $"The header Authorization does not begin with '{scheme} ': have the sender use {scheme} authentication.");
    }
}

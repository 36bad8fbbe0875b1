namespace AlturBridge.Receiving.Authenticity;

/// <summary>RFC 7617, with user and password in UTF-8. A secret is <c>user:password</c>.</summary>
public sealed class BasicAuthenticator(string setting, SharedSecrets secrets) : Authenticator
{
    public override Verdict Verify(IncomingRequest request, DateTimeOffset now)
    {
        if (!Credentials.TryRead(request, "Basic", out var credentials, out var refusal))
        {
            return refusal;
        }

        var bytes = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, bytes, out var length))
        {
            return new Verdict.Refused("The header Authorization is not base64 after 'Basic ': let the sender encode user:password in base64.");
        }

        return secrets.Contain(bytes.AsSpan(0, length))
            ? new Verdict.Proven()
            : new Verdict.Refused($"User or password is wrong: give the sender the user and the password of {setting}__Secrets.");
    }
}

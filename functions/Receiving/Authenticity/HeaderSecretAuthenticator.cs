namespace AlturBridge.Receiving.Authenticity;

/// <summary>A secret in a header of its own, for senders that can add a header and nothing more.</summary>
public sealed class HeaderSecretAuthenticator(string setting, string header, SharedSecrets secrets) : Authenticator
{
    public override Verdict Verify(IncomingRequest request, DateTimeOffset now)
    {
        if (!GivenOnce.TryRead(request.Headers[header], $"header {header}", out var secret, out var refusal))
        {
            return refusal;
        }

        return secrets.Contain(secret)
            ? new Verdict.Proven()
            : new Verdict.Refused($"The secret in the header {header} is wrong: give the sender the secret of {setting}__Secrets.");
    }
}

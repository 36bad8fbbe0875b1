namespace AlturBridge.Receiving.Authenticity;

/// <summary>A secret in the address, for senders that can set nothing but the address. It shows in the logs of whatever stands in between.</summary>
public sealed class QuerySecretAuthenticator(string setting, string parameter, SharedSecrets secrets) : Authenticator
{
    public override Verdict Verify(IncomingRequest request, DateTimeOffset now)
    {
        if (!GivenOnce.TryRead(request.Query[parameter], $"query parameter {parameter}", out var secret, out var refusal))
        {
            return refusal;
        }

        return secrets.Contain(secret)
            ? new Verdict.Proven()
            : new Verdict.Refused($"The secret in the query parameter {parameter} is wrong: give the sender an address with the secret of {setting}__Secrets.");
    }
}

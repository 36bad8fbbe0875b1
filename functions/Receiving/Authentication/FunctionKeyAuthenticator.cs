namespace AlturBridge.Receiving.Authentication;

/// <summary>The Functions host has already checked its key when a request gets here.</summary>
public sealed class FunctionKeyAuthenticator : Authenticator
{
    public override Verdict Verify(IncomingRequest request, DateTimeOffset now) => new Verdict.NotRequired();
}

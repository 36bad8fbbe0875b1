namespace AlturBridge.Receiving.Authentication;

/// <summary>The Functions host has checked its key before a request comes this far.</summary>
public sealed class FunctionKeyAuthenticator : Authenticator
{
    public override Verdict Verify(IncomingRequest request, DateTimeOffset now) => new Verdict.NotRequired();
}

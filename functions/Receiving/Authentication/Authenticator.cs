namespace AlturBridge.Receiving.Authentication;

/// <summary>How a source proves that a lead comes from it.</summary>
public enum AuthenticationMethod
{
    FunctionKey,
    Basic,
    Bearer,
    HeaderSecret,
    QuerySecret,
    Signature,
}

/// <summary>Checks who sent a request. Pure: the same request, secrets and time give the same result.</summary>
public abstract class Authenticator
{
    /// <exception cref="NotAuthenticException">The request does not prove who sent it; nothing else is thrown.</exception>
    public abstract void Verify(IncomingRequest request, DateTimeOffset now);

    /// <param name="setting">The source's settings, such as <c>Sources__crm</c>.</param>
    /// <param name="method">How the source authenticates.</param>
    /// <param name="secretName">The header or query parameter that carries the secret, for the methods that need one.</param>
    /// <param name="secrets">Any of them is accepted; two while rotating.</param>
    /// <param name="signature">Used only by <see cref="AuthenticationMethod.Signature"/>.</param>
    /// <exception cref="ArgumentException">
    /// There are <see cref="AuthenticationRules.Problems"/>: a misconfigured source lets nobody in.
    /// </exception>
    public static Authenticator Create(
        string setting, AuthenticationMethod method, string? secretName, IList<string> secrets, SignatureOptions signature)
    {
        if (AuthenticationRules.Problems(setting, method, secretName, secrets, signature).ToList() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(' ', problems));
        }

        return method switch
        {
            AuthenticationMethod.FunctionKey => new FunctionKeyAuthenticator(),
            AuthenticationMethod.Signature => new SignatureAuthenticator(setting, signature, secrets),
            _ => new SecretAuthenticator(setting, method, secretName, secrets),
        };
    }

    private sealed class FunctionKeyAuthenticator : Authenticator
    {
        public override void Verify(IncomingRequest request, DateTimeOffset now)
        {
            // The Functions host has already checked its key when a request gets here.
        }
    }
}

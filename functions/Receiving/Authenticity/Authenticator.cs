namespace AlturBridge.Receiving.Authenticity;

/// <summary>Checks who sent a request. Pure: the same request, secrets and time give the same verdict, and no input makes it throw.</summary>
public abstract class Authenticator
{
    public abstract Verdict Verify(IncomingRequest request, DateTimeOffset now);

    /// <param name="setting">The source's settings, such as <c>Sources__crm</c>.</param>
    /// <param name="authentication">The name of an <see cref="AuthenticationMethod"/>.</param>
    /// <param name="secretName">The header or query parameter that carries the secret, for the methods that need one.</param>
    /// <param name="secrets">Each of them opens; two while rotating.</param>
    /// <param name="signature">Used by <c>signature</c> alone.</param>
    /// <exception cref="ArgumentException">There are <see cref="Problems"/>: a source that is set up wrongly lets nobody in.</exception>
    public static Authenticator Create(string setting, string authentication, string? secretName, IList<string> secrets, SignatureOptions signature)
    {
        if (Problems(setting, authentication, secretName, secrets, signature).ToList() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(' ', problems));
        }

        _ = AuthenticationMethods.TryParse(authentication, out var method);

        return method switch
        {
            AuthenticationMethod.FunctionKey => new FunctionKeyAuthenticator(),
            AuthenticationMethod.Basic => new BasicAuthenticator(setting, new SharedSecrets(secrets)),
            AuthenticationMethod.Bearer => new BearerAuthenticator(setting, new SharedSecrets(secrets)),
            AuthenticationMethod.HeaderSecret => new HeaderSecretAuthenticator(setting, secretName!, new SharedSecrets(secrets)),
            AuthenticationMethod.QuerySecret => new QuerySecretAuthenticator(setting, secretName!, new SharedSecrets(secrets)),
            AuthenticationMethod.Signature => new SignatureAuthenticator(setting, signature, secrets),
            _ => throw new InvalidOperationException($"{method} has no authenticator yet."),
        };
    }

    /// <returns>One sentence for each mistake in the settings, naming the setting and never repeating a secret.</returns>
    public static IEnumerable<string> Problems(string setting, string authentication, string? secretName, IList<string> secrets, SignatureOptions signature)
    {
        if (!AuthenticationMethods.TryParse(authentication, out var method))
        {
            return [$"{setting}__Authentication is '{authentication}', which does not exist: use {string.Join(", ", AuthenticationMethods.Names)}."];
        }

        var problems = SecretRules.Problems(setting, method, secrets).ToList();

        if (method == AuthenticationMethod.Signature)
        {
            // A secret that is no secret is one mistake: what it would be as a key says nothing more.
            problems = problems.Count == 0 ? [.. SignatureKey.Problems(setting, signature.KeyEncoding, secrets)] : problems;
            problems.AddRange(signature.Problems($"{setting}__Signature"));
        }

        return problems.Concat(SecretNameRules.Problems(setting, method, secretName));
    }
}

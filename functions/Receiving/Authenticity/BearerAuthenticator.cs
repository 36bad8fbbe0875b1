namespace AlturBridge.Receiving.Authenticity;

/// <summary>A bearer token in <c>Authorization</c> or in the query as <c>access_token</c>: the CloudEvents webhook specification asks for both (section 3).</summary>
public sealed class BearerAuthenticator(string setting, SharedSecrets secrets) : Authenticator
{
    private const string QueryName = "access_token";

    public override Verdict Verify(IncomingRequest request, DateTimeOffset now)
    {
        var inQuery = request.Query.ContainsKey(QueryName);

        if (inQuery && request.Headers.Authorization.Count > 0)
        {
            return new Verdict.Refused($"A token came in the header Authorization and in the query parameter {QueryName}: send one of them.");
        }

        return (inQuery
                ? GivenOnce.TryRead(request.Query[QueryName], $"query parameter {QueryName}", out var token, out var refusal)
                : Credentials.TryRead(request, "Bearer", out token, out refusal))
            ? Judge(token)
            : refusal;
    }

    private Verdict Judge(string token) => secrets.Contain(token)
        ? new Verdict.Proven()
        : new Verdict.Refused($"The bearer token is wrong: give the sender the token of {setting}__Secrets.");
}

using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Receiving;

/// <summary>Answers senders that ask, before their first event, whether this endpoint wants events.</summary>
public sealed class AnswerHandshake(SourceCatalog sources)
{
    private const int LongestHostName = 253;
    private const int LongestRate = 10;

    [Function(nameof(AnswerHandshake))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "options", Route = "leads/{source}")] HttpRequest request, string source)
    {
        var handshake = sources.TryFind(source, out var found) ? found.Handshake : new HandshakeOptions();

        return (handshake.Kind, request.Method) switch
        {
            (HandshakeKind.Meta, "GET") => Challenge(request.Query, handshake.VerifyToken!),
            (_, "GET") when request.Query.ContainsKey("hub.mode") => NotTheToken(),
            (HandshakeKind.CloudEvents or HandshakeKind.EventGrid, "OPTIONS") => Consent(request),
            _ => LeadProblem.UnknownSource(),
        };
    }

    /// <summary>
    /// Meta's verification request: the challenge is echoed unchanged (Meta for Developers, "Webhooks: Getting started").
    /// </summary>
    private static IResult Challenge(IQueryCollection query, string verifyToken) =>
        query["hub.mode"] == "subscribe"
        && query["hub.challenge"].ToString() is { Length: > 0 and <= 1000 } challenge
        && new SharedSecrets([verifyToken]).Contain(query["hub.verify_token"].ToString())
            ? Results.Text(challenge, "text/plain")
            : query.ContainsKey("hub.mode") ? NotTheToken() : LeadProblem.UnknownSource();

    /// <summary>The same for every name: without a token, nobody learns which sources exist.</summary>
    private static IResult NotTheToken() =>
        LeadProblem.HandshakeRefused("The verify token is not the one in Sources__<name>__Handshake__VerifyToken.");

    /// <summary>
    /// Consents to anyone who asks: this protects the endpoint from being flooded, and is not authentication (CloudEvents, "HTTP 1.1 Web
    /// Hooks for Event Delivery", section 4).
    /// </summary>
    private static IResult Consent(HttpRequest request)
    {
        var response = request.HttpContext.Response;
        response.Headers.Allow = "POST";
        if (request.Headers["WebHook-Request-Origin"].ToString() is not { Length: > 0 } origin)
        {
            return Results.StatusCode(StatusCodes.Status200OK);
        }

        if (origin.Length > LongestHostName || !origin.All(IsPrintable))
        {
            return LeadProblem.HandshakeRefused("WebHook-Request-Origin must be the DNS name of the sender, such as eventgrid.azure.net.");
        }

        response.Headers["WebHook-Allowed-Origin"] = origin;
        if (request.Headers["WebHook-Request-Rate"].ToString() is { Length: > 0 and <= LongestRate } rate && rate.All(IsPrintable))
        {
            response.Headers["WebHook-Allowed-Rate"] = rate;
        }

        return Results.StatusCode(StatusCodes.Status200OK);
    }

    /// <summary>A web server accepts more in a header than it can write.</summary>
    private static bool IsPrintable(char character) => character is > ' ' and <= '~';
}

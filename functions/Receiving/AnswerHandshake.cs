using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Receiving;

/// <summary>Answers senders that ask, before their first event, whether this endpoint wants their events.</summary>
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
    /// Meta's verification request: the challenge goes back as it came (Meta for Developers, "Webhooks: Getting started").
    /// </summary>
    private static IResult Challenge(IQueryCollection query, string verifyToken) =>
        query["hub.mode"] == "subscribe"
        && query["hub.challenge"].ToString() is { Length: > 0 and <= 1000 } challenge
        && new SharedSecrets([verifyToken]).Contain(query["hub.verify_token"].ToString())
            ? Results.Text(challenge, "text/plain")
            : query.ContainsKey("hub.mode") ? NotTheToken() : LeadProblem.UnknownSource();

    /// <summary>The same for every name: who has no token is not told which sources there are.</summary>
    private static IResult NotTheToken() =>
        LeadProblem.HandshakeRefused("The verify token is not the one in Sources__<name>__Handshake__VerifyToken.");

    /// <summary>
    /// Consents to whoever asks: it is protection of this endpoint against being flooded by others, and no authentication (CloudEvents,
    /// "HTTP 1.1 Web Hooks for Event Delivery", section 4).
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

    /// <summary>A web server reads more in a header than it writes.</summary>
    private static bool IsPrintable(char character) => character is > ' ' and <= '~';
}

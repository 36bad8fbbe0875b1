using System.Text;
using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Payloads;
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
        var handshake = sources.TryFind(source, out var found) ? found.Options.Handshake : new HandshakeOptions();

        return (handshake.Kind, request.Method) switch
        {
            (HandshakeKind.Meta, "GET") when IsMeta(request.Query, handshake.VerifyToken!) =>
                Results.Text(request.Query["hub.challenge"], "text/plain"),

            // The same for every name: without a token, nobody learns which sources exist.
            (_, "GET") when request.Query.ContainsKey("hub.mode") => LeadProblem.HandshakeRefused(
                "The verify token is not the right one: enter the token from Sources__<name>__Handshake__VerifyToken at Meta."),
            (HandshakeKind.CloudEvents or HandshakeKind.EventGrid, "OPTIONS") => Consent(request),
            _ => LeadProblem.NothingHere(),
        };
    }

    /// <summary>Whether a POST is Event Grid's handshake in its own schema.</summary>
    public static bool IsEventGridValidation(Source source, HttpRequest request) =>
        source.Options.Handshake.Kind == HandshakeKind.EventGrid
        && string.Equals(request.Headers["aeg-event-type"], "SubscriptionValidation", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Event Grid posts a code and wants it back (Microsoft Learn, "Endpoint validation with Event Grid event schema"). Its validation URL
    /// is never fetched: an address from a request must not be trusted.
    /// </summary>
    public static IResult ToEventGrid(object? payload) =>
        payload is List<object?> and [Dictionary<string, object?> validation, ..]
        && validation.GetValueOrDefault("data") is Dictionary<string, object?> data
        && data.GetValueOrDefault("validationCode") is string { Length: > 0 } code
            ? Results.Json(new Dictionary<string, string> { ["validationResponse"] = code }, statusCode: StatusCodes.Status200OK)
            : throw new UnreadablePayloadException(
                "An Event Grid validation event is a list of one event whose data contains a validationCode.");

    /// <summary>Meta's verification request, whose challenge is echoed (Meta for Developers, "Webhooks: Getting started").</summary>
    private static bool IsMeta(IQueryCollection query, string verifyToken) =>
        query["hub.mode"] == "subscribe"
        && query["hub.challenge"].ToString() is { Length: > 0 and <= 1000 }
        && SecretAuthenticator.IsOneOf([verifyToken], Encoding.UTF8.GetBytes(query["hub.verify_token"].ToString()));

    /// <summary>
    /// Consents to anyone who asks: this protects the endpoint from being flooded, and is not authentication (CloudEvents, "HTTP 1.1 Web
    /// Hooks for Event Delivery", section 4).
    /// </summary>
    private static IResult Consent(HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.Allow = "POST";
        if (request.Headers["WebHook-Request-Origin"].ToString() is { Length: > 0 } origin)
        {
            if (origin.Length > LongestHostName || !origin.All(IsPrintable))
            {
                return LeadProblem.HandshakeRefused("WebHook-Request-Origin must be the DNS name of the sender, such as "
                    + "eventgrid.azure.net.");
            }

            headers["WebHook-Allowed-Origin"] = origin;
            if (request.Headers["WebHook-Request-Rate"].ToString() is { Length: > 0 and <= LongestRate } rate && rate.All(IsPrintable))
            {
                headers["WebHook-Allowed-Rate"] = rate;
            }
        }

        return Results.StatusCode(StatusCodes.Status200OK);
    }

    /// <summary>A web server accepts more in a header than it can write.</summary>
    private static bool IsPrintable(char character) => character is > ' ' and <= '~';
}

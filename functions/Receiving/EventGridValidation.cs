using AlturBridge.Receiving.Sources;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving;

/// <summary>
/// Event Grid's handshake in its own schema: it posts a code and wants it back (Microsoft Learn, "Endpoint validation with Event Grid event
/// schema"). Its validation URL is never fetched: an address from a request must not be trusted.
/// </summary>
public static class EventGridValidation
{
    public static bool IsAsked(Source source, HttpRequest request) =>
        source.Handshake.Kind == HandshakeKind.EventGrid && string.Equals(
            request.Headers["aeg-event-type"], "SubscriptionValidation", StringComparison.OrdinalIgnoreCase);

    public static IResult Answer(Source source, HttpRequest request, object? payload)
    {
        var expected = source.Handshake.SubscriptionName;
        if (!string.IsNullOrEmpty(expected) && !string.Equals(
            request.Headers["aeg-subscription-name"], expected, StringComparison.OrdinalIgnoreCase))
        {
            return LeadProblem.HandshakeRefused(
                "This is not the Event Grid subscription named by Sources__<name>__Handshake__SubscriptionName.");
        }

        return payload is List<object?> and [Dictionary<string, object?> validation, ..]
            && validation.GetValueOrDefault("data") is Dictionary<string, object?> data
            && data.GetValueOrDefault("validationCode") is string { Length: > 0 } code
            ? Results.Json(new Dictionary<string, string> { ["validationResponse"] = code }, statusCode: StatusCodes.Status200OK)
            : LeadProblem.Unreadable("An Event Grid validation event is a list of one event whose data contains a validationCode.");
    }
}

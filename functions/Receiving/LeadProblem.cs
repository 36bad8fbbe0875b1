using System.Globalization;
using System.Text.Json;
using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Payloads;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving;

/// <summary>The answers to rejected leads: problem documents (RFC 9457), each with a sentence that says how to fix it.</summary>
public static class LeadProblem
{
    private const int MostProblems = 5;

    /// <returns>Null if the exception is not the sender's fault.</returns>
    public static IResult? Of(Exception exception) => exception switch
    {
        NotAuthenticException => Problem(StatusCodes.Status401Unauthorized, "Not authentic", exception.Message),
        TooLargeException => Problem(StatusCodes.Status413PayloadTooLarge, "Too large", exception.Message),
        UnreadablePayloadException => Problem(StatusCodes.Status400BadRequest, "Unreadable body", exception.Message),
        _ => null,
    };

    /// <summary>Callers are not told which sources exist: each has its own secret.</summary>
    public static IResult UnknownSource() => Problem(
        StatusCodes.Status404NotFound, "Unknown source",
        "There is no source with this name: check the address, or add Sources__<name>__Preset.");

    /// <summary>Also the same for every name, so that callers do not learn which sources exist.</summary>
    public static IResult NothingHere() => Problem(
        StatusCodes.Status404NotFound, "Nothing here",
        "Leads are sent with POST, to the address of a source: for any other method there is nothing at this address.");

    /// <param name="source">Its name.</param>
    /// <param name="maxPerHour">How many leads it may send.</param>
    /// <param name="wait">Until the request can be accepted; the longest time if it never can.</param>
    /// <param name="response">Gets the <c>Retry-After</c>.</param>
    public static IResult TooMany(string source, int maxPerHour, TimeSpan wait, HttpResponse response)
    {
        var limit = $"Sources__{source}__MaxPerHour allows at most {maxPerHour} an hour";
        if (wait == TimeSpan.MaxValue)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, "Too many leads", $"{limit}: send fewer at once.");
        }

        response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problem(
            StatusCodes.Status429TooManyRequests, "Too many leads",
            $"{limit}. None of this request is queued: send it again after Retry-After.");
    }

    public static IResult HandshakeRefused(string why) => Problem(StatusCodes.Status403Forbidden, "Handshake refused", why);

    /// <summary>None of the leads can be called. A key that was sent before with different content comes before any mistake.</summary>
    public static IResult NoneAccepted(LeadReceipt receipt, IReadOnlyList<string> mistakes)
    {
        var conflicts = receipt.Leads.Where(lead => lead.IsConflict).Select(lead => lead.Refused!).ToList();
        var problems = conflicts is [] ? mistakes : conflicts;
        return Results.Problem(
            statusCode: conflicts is [] ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict,
            title: conflicts is [] ? "Not a lead that can be called" : "Another lead has this key",
            detail: string.Join(' ', problems.Distinct().Take(MostProblems)),
            extensions: new Dictionary<string, object?>
            {
                ["errors"] = problems,
                ["accepted"] = 0,
                ["leads"] = JsonSerializer.SerializeToNode(receipt, ReceivingJson.Readable.LeadReceipt)!["leads"]!.DeepClone(),
            });
    }

    /// <summary>An error in the bridge is never a 4xx: several CRMs do not retry after one.</summary>
    public static IResult QueueUnavailable(HttpResponse response)
    {
        response.Headers.RetryAfter = "5";
        return Problem(
            StatusCodes.Status503ServiceUnavailable,
            "Not accepted yet",
            "The request could not be queued right now. Send it again in a few seconds: what was already queued is not called twice.");
    }

    private static IResult Problem(int status, string title, string detail) =>
        Results.Problem(detail: detail, statusCode: status, title: title);
}

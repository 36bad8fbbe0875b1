using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving;

/// <summary>The answers to leads that are not accepted: problem documents (RFC 9457), each with a sentence that says how to mend it.</summary>
public static class LeadProblem
{
    public static IResult UnknownSource(IEnumerable<string> known) => Problem(
        StatusCodes.Status404NotFound, "Unknown source", $"No source of this name is configured. Post to /api/leads/ and one of: {string.Join(", ", known)}; or add Sources__<name>__Preset.");

    public static IResult TooLarge() => Problem(
        StatusCodes.Status413PayloadTooLarge, "Too large", $"A lead may have at most {RequestBody.MaxBytes / 1024} KB. Shorten end_user_context or initial_message.");

    public static IResult Unreadable(string problem) => Problem(StatusCodes.Status400BadRequest, "Unreadable body", problem);

    public static IResult Invalid(IReadOnlyList<string> problems) => Results.Problem(
        statusCode: StatusCodes.Status422UnprocessableEntity,
        title: "Not a lead that can be called",
        detail: string.Join(' ', problems),
        extensions: new Dictionary<string, object?> { ["errors"] = problems.ToArray() });

    /// <summary>A fault of ours is never a 4xx: several CRMs do not try again after one.</summary>
    public static IResult QueueUnavailable(HttpResponse response)
    {
        response.Headers.RetryAfter = "5";
        return Problem(StatusCodes.Status503ServiceUnavailable, "Not accepted yet", "The lead could not be queued just now and was not accepted. Send it again in a few seconds.");
    }

    private static IResult Problem(int status, string title, string detail) => Results.Problem(detail: detail, statusCode: status, title: title);
}

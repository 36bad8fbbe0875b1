using Microsoft.AspNetCore.Http;

namespace AlturBridge.Operating;

/// <summary>
/// The answers to refused operator requests: problem documents (RFC 9457), each with a sentence that says how to fix it.
/// </summary>
public static class OperatorProblem
{
    public static IResult Invalid(string detail) => Problem(StatusCodes.Status400BadRequest, "Not understood", detail);

    public static IResult NotFound(string detail) => Problem(StatusCodes.Status404NotFound, "Not found", detail);

    public static IResult Conflict(string detail) => Problem(StatusCodes.Status409Conflict, "Not possible with these settings", detail);

    /// <summary>The store cannot be read right now.</summary>
    public static IResult Unavailable(HttpResponse response, string detail)
    {
        response.Headers.RetryAfter = "5";
        return Problem(StatusCodes.Status503ServiceUnavailable, "Unavailable", detail);
    }

    private static IResult Problem(int status, string title, string detail) =>
        Results.Problem(detail: detail, statusCode: status, title: title);
}

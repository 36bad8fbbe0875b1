using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AlturBridge.Sandbox.Simulation;

/// <summary>What Altur requires of a request, apart from its body. The status codes are a guess where Altur documents none.</summary>
internal sealed class AlturRules(string apiKey)
{
    public const string BasePath = "/api/v1.0/";

    private const string CallPath = BasePath + "call";

    private readonly string authorization = $"api-key {apiKey}";

    /// <returns>Null if there is nothing to refuse, which requires a POST.</returns>
    public Answer? RefusalOf(HttpRequest request)
    {
        if (request.Path.Value != CallPath)
        {
            return Answer.Error(StatusCodes.Status404NotFound, $"Only {CallPath} exists here.");
        }

        if (!HttpMethods.IsPost(request.Method))
        {
            return Answer.Error(StatusCodes.Status405MethodNotAllowed, "A call is placed with POST.");
        }

        if (request.Headers.Authorization.ToString() != authorization)
        {
            return Answer.Error(StatusCodes.Status401Unauthorized, "The header must be exactly \"Authorization: api-key <secret>\".");
        }

        return IsJson(request.ContentType)
            ? null
            : Answer.Error(StatusCodes.Status415UnsupportedMediaType, "The content type must be application/json, in UTF-8.");
    }

    private static bool IsJson(string? contentType)
    {
        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}

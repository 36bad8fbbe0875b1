using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Sandbox.Run;

/// <summary>Shows each request to the lead routes that queued nothing, and why.</summary>
internal sealed class RefusedRequests(Screen screen) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(WatchAsync);
        next(app);
    };

    private async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || SourceOf(context.Request.Path) is not { } source)
        {
            await next(context);
            return;
        }

        var client = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = client;
            answer.Position = 0;
            await answer.CopyToAsync(client, CancellationToken.None);
        }

        if (WhyNot(context.Response.StatusCode, answer) is { } why)
        {
            screen.Refused(source, $"{context.Response.StatusCode} {why}");
        }
    }

    private static string? SourceOf(PathString path) =>
        path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["api", "leads", var source] ? source : null;

    /// <returns>Null if a lead was queued, or was sent before.</returns>
    private static string? WhyNot(int status, MemoryStream answer)
    {
        var body = Parse(answer);
        return status switch
        {
            StatusCodes.Status401Unauthorized when body is null => "The function key is missing or wrong.",
            >= 400 => (string?)body?["detail"] ?? "The bridge gave no reason.",
            _ => body?["leads"] is JsonArray leads && leads.All(lead => lead?["id"] is null)
                ? (string?)leads.Select(lead => lead?["refused"] ?? lead?["skipped"]).FirstOrDefault() ?? "There is no lead in it."
                : null,
        };
    }

    private static JsonNode? Parse(MemoryStream json)
    {
        try
        {
            return JsonNode.Parse(json.ToArray());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

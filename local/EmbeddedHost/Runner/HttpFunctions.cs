using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>Serves HTTP functions on their routes, and answers like the Functions host where no function does.</summary>
public sealed partial class HttpFunctions(FunctionKey key, ILogger<HttpFunctions> logger)
{
    public void Map(IEndpointRouteBuilder routes, HostSettings settings, IEnumerable<HttpFunction> functions)
    {
        routes.MapGet("/", context =>
        {
            context.Response.Redirect($"{(settings.RoutePrefix.Length == 0 ? string.Empty : $"/{settings.RoutePrefix}")}/console");
            return Task.CompletedTask;
        });

        foreach (var sameRoute in functions.GroupBy(function => function.Trigger.Route ?? function.Name, StringComparer.OrdinalIgnoreCase))
        {
            var pattern = settings.RoutePrefix.Length == 0 ? $"/{sameRoute.Key}" : $"/{settings.RoutePrefix}/{sameRoute.Key}";
            var byMethod = sameRoute
                .SelectMany(function => MethodsOf(function).Select(method => (method, function)))
                .ToDictionary(pair => pair.method, pair => pair.function, StringComparer.OrdinalIgnoreCase);

            routes.Map(
                pattern,
                context => byMethod.TryGetValue(context.Request.Method, out var function)
                    ? RunAsync(context, function)
                    : NotFound(context));
        }
    }

    private static string[] MethodsOf(HttpFunction function) =>
        function.Trigger.Methods is { Length: > 0 } methods ? methods : ["GET", "POST"];

    /// <summary>A wrong method on a known route is a 404, as in the Functions host.</summary>
    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task RunAsync(HttpContext context, HttpFunction function)
    {
        // Keeps browsers from sniffing a response as HTML.
        context.Response.Headers.XContentTypeOptions = "nosniff";

        if (!key.IsSet && !LocalCallers.Includes(context))
        {
            await Results.Problem(LocalCallers.Refusal, statusCode: StatusCodes.Status403Forbidden, title: "A function key is needed")
                .ExecuteAsync(context);
            return;
        }

        if (!key.Admits(function.Trigger.AuthLevel, context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var trace = InvocationTrace.Start(
            function.Name, ActivityKind.Server, context.Request.Headers.TraceParent, context.Request.Headers.TraceState);
        try
        {
            await AnswerAsync(context, await function.Invoker.InvokeAsync(context.RequestServices, parameter => Bind(context, parameter)));
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested)
        {
            CallerLeft(function.Name, exception.GetType().Name);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            Failed(function.Name, exception);
            context.Response.Clear();
            context.Response.StatusCode = exception is BadHttpRequestException bad
                ? bad.StatusCode
                : StatusCodes.Status500InternalServerError;
        }
    }

    private static object? Bind(HttpContext context, ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(HttpRequest) => context.Request,
        var type when type == typeof(CancellationToken) => context.RequestAborted,
        var type when type == typeof(string) => context.GetRouteValue(parameter.Name!) as string,
        _ => throw new NotSupportedException(
            $"The embedded host cannot bind the parameter {parameter.Name} of type {parameter.ParameterType.Name}."),
    };

    private static Task AnswerAsync(HttpContext context, object? result) => result switch
    {
        IResult answer => answer.ExecuteAsync(context),
        IActionResult answer => answer.ExecuteResultAsync(new ActionContext { HttpContext = context }),
        null => Task.CompletedTask,
        _ => throw new NotSupportedException(
            $"The embedded host cannot answer with a {result.GetType().Name}: return IResult or IActionResult."),
    };

    [LoggerMessage(1, LogLevel.Error, "The function {Function} failed")]
    private partial void Failed(string function, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "The caller of {Function} left before the answer ({Exception})")]
    private partial void CallerLeft(string function, string exception);
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Operating.Console;

/// <summary>
/// The operator's page. It contains no data: it fetches what it shows from the other routes, with a key that the operator enters.
/// </summary>
public sealed class OpenConsole
{
    private static readonly string Page = Resource("page.html")
        .Replace("{{style}}", Resource("page.css"), StringComparison.Ordinal)
        .Replace("{{script}}", Resource("page.js"), StringComparison.Ordinal);

    [Function("Console")]
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The host calls functions on an instance.")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console")] HttpRequest request)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; base-uri 'none'; "
                + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        return Results.Text(Page.Replace("{{nonce}}", nonce, StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    private static string Resource(string name)
    {
        using var resource = typeof(OpenConsole).Assembly.GetManifestResourceStream($"console/{name}")
            ?? throw new InvalidOperationException($"The resource console/{name} is missing.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>The key that function-level routes require, in the <c>x-functions-key</c> header or the <c>code</c> query parameter.</summary>
/// <param name="key">Null: no key is required, and the host is reachable only from this machine.</param>
public sealed class FunctionKey(string? key)
{
    private readonly byte[]? expected = string.IsNullOrEmpty(key) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public bool IsSet => expected is not null;

    public bool Admits(AuthorizationLevel level, HttpRequest request) =>
        level == AuthorizationLevel.Anonymous || expected is null
            || Matches(request.Headers["x-functions-key"]) || Matches(request.Query["code"]);

    private bool Matches(string? given) =>
        !string.IsNullOrEmpty(given) && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), expected);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Sources;

namespace AlturBridge.Testing.Fuzz;

/// <summary>Signs requests as the sender of a source would, so that their payload is read.</summary>
internal static class RequestSigner
{
    private const string Id = "msg_1";

    /// <returns>The request with the headers that prove it; a header of the same name that it had is gone.</returns>
    public static FuzzRequest Sign(FuzzRequest request, SourceOptions source, DateTimeOffset now)
    {
        var proof = source.Authentication switch
        {
            AuthenticationMethod.Basic => [("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(source.Secrets[0]))}")],
            AuthenticationMethod.Signature => Signature(request, source, now),
            _ => [],
        };

        return request with { Headers = [.. request.Headers.Where(header => !proof.Any(own => own.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase))), .. proof] };
    }

    private static (string Name, string Value)[] Signature(FuzzRequest request, SourceOptions source, DateTimeOffset now)
    {
        var options = source.Signature;
        var timestamp = options.Content.Contains(SignedContent.Timestamp, StringComparison.Ordinal)
            ? (options.TimestampUnit == TimestampUnit.Milliseconds ? now.ToUnixTimeMilliseconds() : now.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture)
            : string.Empty;
        var text = Sign(options, source.Secrets[0], request, timestamp);

        return
        [
            (options.Header!, options.Format switch
            {
                SignatureFormat.List => $"{options.Version},{text}",
                SignatureFormat.Pairs => $"t={timestamp},{options.Version}={text}",
                _ => $"{options.Prefix}{text}",
            }),
            .. string.IsNullOrEmpty(options.TimestampHeader) ? [] : new[] { (options.TimestampHeader, timestamp) },
            .. string.IsNullOrEmpty(options.IdHeader) ? [] : new[] { (options.IdHeader, Id) },
        ];
    }

    /// <summary>All presets that sign do so with an HMAC of SHA-256.</summary>
    private static string Sign(SignatureOptions options, string secret, FuzzRequest request, string timestamp)
    {
        byte[] key = options.KeyEncoding switch
        {
            SignatureKeyEncoding.Hex => Convert.FromHexString(secret),
            SignatureKeyEncoding.Whsec => Convert.FromBase64String(secret["whsec_".Length..]),
            _ => Encoding.UTF8.GetBytes(secret),
        };
        var parts = options.Content
            .Replace(SignedContent.Method, "POST", StringComparison.Ordinal)
            .Replace(SignedContent.Url, $"https://{FuzzedIntake.Host}{request.Path}{request.Query}", StringComparison.Ordinal)
            .Replace(SignedContent.Timestamp, timestamp, StringComparison.Ordinal)
            .Replace(SignedContent.Id, Id, StringComparison.Ordinal)
            .Split(SignedContent.Body);
        byte[] signed = [.. Encoding.UTF8.GetBytes(parts[0]), .. request.Body.Span, .. Encoding.UTF8.GetBytes(parts[1])];
        var signature = HMACSHA256.HashData(key, signed);

        return options.Encoding == SignatureEncoding.Hex ? Convert.ToHexStringLower(signature) : Convert.ToBase64String(signature);
    }
}

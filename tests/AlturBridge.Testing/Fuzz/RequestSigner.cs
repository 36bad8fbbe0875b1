using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Sources;

namespace AlturBridge.Testing.Fuzz;

/// <summary>Signs requests as a source's sender would, so that their payload is read.</summary>
internal static class RequestSigner
{
    private const string Id = "msg_1";

    /// <returns>The request with its signature or secret, replacing anything of the same name.</returns>
    public static FuzzRequest Sign(FuzzRequest request, SourceOptions source, DateTimeOffset now)
    {
        if (source.Authentication == AuthenticationMethod.QuerySecret)
        {
            var separator = request.Query.Length == 0 ? '?' : '&';
            return request with { Query = $"{request.Query}{separator}{FuzzedSources.SecretName}={source.Secrets[0]}" };
        }

        var proof = source.Authentication switch
        {
            AuthenticationMethod.Basic => [("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(source.Secrets[0]))}")],
            AuthenticationMethod.Bearer => [("Authorization", $"Bearer {source.Secrets[0]}")],
            AuthenticationMethod.HeaderSecret => [(FuzzedSources.SecretName, source.Secrets[0])],
            AuthenticationMethod.Signature => Signature(request, source, now),
            _ => [],
        };

        return request with { Headers = [.. request.Headers.Where(
            header => !proof.Any(own => own.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase))), .. proof] };
    }

    /// <returns>
    /// The signed request with one byte changed in each part that authenticates it: headers, query, and the body if it is signed.
    /// </returns>
    public static IEnumerable<FuzzRequest> WithOneByteChanged(FuzzRequest request, SourceOptions source, DateTimeOffset now)
    {
        if (source.Authentication == AuthenticationMethod.FunctionKey)
        {
            yield break;
        }

        var place = request.Body.Length;
        if (source.Authentication == AuthenticationMethod.QuerySecret)
        {
            var start = request.Query.Length - source.Secrets[0].Length;
            yield return request with { Query = Changed(request.Query, start + (place % source.Secrets[0].Length)) };
            yield break;
        }

        var unsigned = new FuzzRequest(request.Preset, request.Query, [], request.Body);
        var names = Sign(unsigned, source, now).Headers.Select(header => header.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, header) in request.Headers.Index().Where(header => names.Contains(header.Item.Name)))
        {
            var changed = request.Headers.ToArray();
            changed[index] = (header.Name, Changed(header.Value, place % header.Value.Length));
            yield return request with { Headers = changed };
        }

        if (source.Authentication == AuthenticationMethod.Signature && place > 0)
        {
            var body = request.Body.ToArray();
            body[place / 2] ^= 1;
            yield return request with { Body = body };
        }
    }

    private static string Changed(string text, int place) => $"{text[..place]}{(char)(text[place] ^ 1)}{text[(place + 1)..]}";

    private static (string Name, string Value)[] Signature(FuzzRequest request, SourceOptions source, DateTimeOffset now)
    {
        var options = source.Signature;
        var timestamp = options.Content.Contains(SignedContent.Timestamp, StringComparison.Ordinal)
            ? (options.TimestampUnit == TimestampUnit.Milliseconds ? now.ToUnixTimeMilliseconds() : now.ToUnixTimeSeconds()).ToString(
                CultureInfo.InvariantCulture)
            : string.Empty;
        var text = Sign(options, source.Secrets[0], request, timestamp);

        return
        [
            (options.Header!, options.Format switch
            {
                SignatureFormat.Pairs => $"t={timestamp},{options.Prefix}{text}",
                _ => $"{options.Prefix}{text}",
            }),
            .. string.IsNullOrEmpty(options.TimestampHeader) ? [] : new[] { (options.TimestampHeader, timestamp) },
            .. string.IsNullOrEmpty(options.IdHeader) ? [] : new[] { (options.IdHeader, Id) },
        ];
    }

    /// <summary>All presets that sign use HMAC-SHA256.</summary>
    private static string Sign(SignatureOptions options, string secret, FuzzRequest request, string timestamp)
    {
        var key = options.KeyEncoding switch
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

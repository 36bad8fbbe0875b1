using System.Globalization;
using System.Text;
using AlturBridge.Receiving.Authenticity;
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
            "basic" => [("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(source.Secrets[0]))}")],
            "signature" => Signature(request, source, now),
            _ => [],
        };

        return request with { Headers = [.. request.Headers.Where(header => !proof.Any(own => own.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase))), .. proof] };
    }

    private static (string Name, string Value)[] Signature(FuzzRequest request, SourceOptions source, DateTimeOffset now)
    {
        var scheme = SignatureScheme.Of(source.Signature);
        var timestamp = scheme.Timestamp is { } rule ? (rule.InMilliseconds ? now.ToUnixTimeMilliseconds() : now.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture) : string.Empty;
        var url = $"https://{FuzzedIntake.Host}{request.Path}{request.Query}";
        var signature = scheme.Algorithm.Sign(
            SignatureKey.Read(source.Signature.KeyEncoding, source.Secrets[0])!, scheme.Content, new SignedValues("POST", url, request.Body, timestamp, scheme.IdHeader is null ? string.Empty : Id));
        var text = scheme.Encoding.Name == "hex" ? Convert.ToHexStringLower(signature) : Convert.ToBase64String(signature);

        return
        [
            (scheme.Header, scheme.Format switch
            {
                SignatureFormat.List => $"{scheme.Version},{text}",
                SignatureFormat.Pairs => $"t={timestamp},{scheme.Version}={text}",
                _ => $"{scheme.Prefix}{text}",
            }),
            .. scheme.TimestampHeader is { } time ? new[] { (time, timestamp) } : [],
            .. scheme.IdHeader is { } id ? new[] { (id, Id) } : [],
        ];
    }
}

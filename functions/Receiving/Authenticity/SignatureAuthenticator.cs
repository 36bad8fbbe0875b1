using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace AlturBridge.Receiving.Authenticity;

/// <summary>Checks a signature over the raw bytes of a request. One scheme for each source: no request can choose a weaker one.</summary>
public sealed class SignatureAuthenticator(string setting, SignatureOptions options, IEnumerable<string> secrets) : Authenticator
{
    private readonly SignatureScheme scheme = SignatureScheme.Of(options);

    private readonly byte[][] keys = [.. secrets.Select(secret => Key(options.KeyEncoding, secret))];

    public override Verdict Verify(IncomingRequest request, DateTimeOffset now)
    {
        if (!GivenOnce.TryRead(request.Headers[scheme.Header], $"header {scheme.Header}", out var text, out var refusal)
            || !SignatureHeader.TryRead(scheme, text, out var header, out refusal)
            || !TryReadId(request, out var id, out refusal)
            || !TryReadTimestamp(request, header, now, out var timestamp, out refusal))
        {
            return refusal;
        }

        return IsSigned(header, new SignedValues(request.Method, request.Url, request.Body, timestamp, id)) ? new Verdict.Proven() : Mismatch();
    }

    private bool TryReadId(IncomingRequest request, [NotNullWhen(true)] out string? id, [NotNullWhen(false)] out Verdict.Refused? refusal)
    {
        id = string.Empty;
        refusal = null;
        return scheme.IdHeader is not { } name || GivenOnce.TryRead(request.Headers[name], $"header {name}", out id, out refusal);
    }

    private bool TryReadTimestamp(
        IncomingRequest request, SignatureHeader header, DateTimeOffset now, [NotNullWhen(true)] out string? timestamp, [NotNullWhen(false)] out Verdict.Refused? refusal)
    {
        timestamp = string.Empty;
        refusal = null;

        if (scheme.Timestamp is not { } rule)
        {
            return true;
        }

        if (scheme.TimestampHeader is { } name)
        {
            if (!GivenOnce.TryRead(request.Headers[name], rule.What, out timestamp, out refusal))
            {
                return false;
            }
        }
        else if ((timestamp = header.Timestamp) is null)
        {
            refusal = new($"The {rule.What} is missing or given twice: send it once.");
            return false;
        }

        refusal = rule.Refusal(timestamp, now, $"{setting}__Signature");
        return refusal is null;
    }

    /// <summary>Every key is tried against every signature, whatever matched before: the time says nothing of which one it was.</summary>
    private bool IsSigned(SignatureHeader header, SignedValues values)
    {
        var found = false;

        foreach (var url in Urls(values.Url))
        {
            foreach (var key in keys)
            {
                var expected = scheme.Algorithm.Sign(key, scheme.Content, values with { Url = url });

                foreach (var signature in header.Signatures)
                {
                    found |= CryptographicOperations.FixedTimeEquals(expected, signature);
                }
            }
        }

        return found;
    }

    private static byte[] Key(string encoding, string secret) => SignatureKey.Read(encoding, secret) ?? throw new ArgumentException("A secret is no key.", nameof(secret));

    private IEnumerable<string> Urls(string url) => scheme.DecodeQuery ? new[] { url, QueryEscapes.Decode(url) }.Distinct(StringComparer.Ordinal) : [url];

    private Verdict.Refused Mismatch() => new(
        $"No secret of this source makes this signature: check that {setting}__Secrets has the sender's secret, and that nothing on the way changes the body"
        + (scheme.Content.Uses(SignedContent.Url) ? $", and that {setting}__PublicUrl is the address the sender calls." : "."));
}

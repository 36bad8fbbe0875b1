using System.Diagnostics.CodeAnalysis;

namespace AlturBridge.Receiving.Authentication;

/// <summary>Checks a signature over the raw bytes of a request. One scheme per source: no request can choose a weaker one.</summary>
public sealed class SignatureAuthenticator(string setting, SignatureOptions options, IEnumerable<string> secrets) : Authenticator
{
    private readonly SignedContent content = SignedContent.TryParse(options.Content, out var parsed)
        ? parsed : throw new ArgumentException("The signed content is malformed.", nameof(options));

    private readonly byte[][] keys =
        [.. secrets.Select(
            secret => options.KeyEncoding.Read(secret) ?? throw new ArgumentException("A secret is not a key.", nameof(secrets)))];

    public override Verdict Verify(IncomingRequest request, DateTimeOffset now)
    {
        if (!SingleValue.TryRead(request.Headers[options.Header!], $"header {options.Header}", out var text, out var refusal)
            || !SignatureHeader.TryRead(options, text, out var header, out refusal)
            || !TryReadId(request, out var id, out refusal)
            || !TryReadTimestamp(request, header, now, out var timestamp, out refusal))
        {
            return refusal;
        }

        return IsSigned(header, request, timestamp, id) ? new Verdict.Proven() : Mismatch();
    }

    private bool TryReadId(IncomingRequest request, [NotNullWhen(true)] out string? id, [NotNullWhen(false)] out Verdict.Refused? refusal)
    {
        id = string.Empty;
        refusal = null;
        return !content.Uses(SignedContent.Id)
            || SingleValue.TryRead(request.Headers[options.IdHeader!], $"header {options.IdHeader}", out id, out refusal);
    }

    private bool TryReadTimestamp(
        IncomingRequest request,
        SignatureHeader header,
        DateTimeOffset now,
        [NotNullWhen(true)] out string? timestamp,
        [NotNullWhen(false)] out Verdict.Refused? refusal)
    {
        timestamp = string.Empty;
        refusal = null;
        if (!content.Uses(SignedContent.Timestamp))
        {
            return true;
        }

        string what;
        if (options.Format == SignatureFormat.Pairs)
        {
            what = $"timestamp t in the header {options.Header}";
            timestamp = header.Timestamp;
            refusal = timestamp is null ? new($"The {what} is missing or given twice: send it once.") : null;
        }
        else
        {
            what = $"header {options.TimestampHeader}";
            _ = SingleValue.TryRead(request.Headers[options.TimestampHeader!], what, out timestamp, out refusal);
        }

        refusal ??= new TimestampRule(what, options.TimestampUnit, options.Tolerance).Refusal(timestamp!, now, $"{setting}__Signature");
        return refusal is null;
    }

    /// <summary>Tries every key against every signature, even after a match, so that the time does not reveal which one matched.</summary>
    private bool IsSigned(SignatureHeader header, IncomingRequest request, string timestamp, string id)
    {
        var found = false;

        foreach (var url in options.DecodeQuery ? new[] { request.Url, HubSpotAddress.Decode(request.Url) }.Distinct(
            StringComparer.Ordinal) : [request.Url])
        {
            foreach (var key in keys)
            {
                var signed = content.Bytes(key, request with { Url = url }, timestamp, id);
                foreach (var signature in header.Signatures)
                {
                    found |= options.Algorithm.Verify(key, signed, signature);
                }
            }
        }

        return found;
    }

    private Verdict.Refused Mismatch() => new(
        $"No secret of this source matches this signature: check that {setting}__Secrets has the sender's secret, and that nothing on "
            + "the way changes the body"
        + (content.Uses(SignedContent.Url) ? $", and that {setting}__PublicUrl is the address the sender calls." : "."));
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AlturBridge.Receiving.Authentication;

/// <summary>Checks a signature over the raw bytes of a request. One scheme per source: no request can choose a weaker one.</summary>
public sealed class SignatureAuthenticator(string setting, SignatureOptions options, IEnumerable<string> secrets) : Authenticator
{
    /// <summary>Enough for milliseconds until the year 33658, and small enough to be multiplied by a thousand.</summary>
    private const int MaxTimestampDigits = 15;

    private readonly SignedContent content =
        SignedContent.Parse(options.Content) ?? throw new ArgumentException("The signed content is malformed.", nameof(options));

    private readonly byte[][] keys = [.. secrets.Select(
        secret => options.KeyEncoding.Read(secret) ?? throw new ArgumentException("A secret is not a key.", nameof(secrets)))];

    public override Verdict Verify(IncomingRequest request, DateTimeOffset now)
    {
        if (!request.TryReadHeader(options.Header!, out var text, out var refusal)
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
        return !content.Uses(SignedContent.Id) || request.TryReadHeader(options.IdHeader!, out id, out refusal);
    }

    private bool TryReadTimestamp(
        IncomingRequest request, SignatureHeader header, DateTimeOffset now,
        [NotNullWhen(true)] out string? timestamp, [NotNullWhen(false)] out Verdict.Refused? refusal)
    {
        timestamp = string.Empty;
        refusal = null;
        if (!content.Uses(SignedContent.Timestamp))
        {
            return true;
        }

        var what = $"header {options.TimestampHeader}";
        if (options.Format == SignatureFormat.Pairs)
        {
            what = $"timestamp t in the header {options.Header}";
            timestamp = header.Timestamp;
            refusal = timestamp is null ? new($"The {what} is missing or given twice: send it once.") : null;
        }
        else
        {
            _ = request.TryReadHeader(options.TimestampHeader!, out timestamp, out refusal);
        }

        refusal ??= TimestampRefusal(what, timestamp!, now);
        return refusal is null;
    }

    /// <summary>Limits how long a copied request can be replayed.</summary>
    private Verdict.Refused? TimestampRefusal(string what, string text, DateTimeOffset now)
    {
        var unit = options.TimestampUnit.ToString().ToLowerInvariant();

        // No leading zero: where the body is signed before the timestamp, its last digit could move over unnoticed.
        if (text.Length is 0 or > MaxTimestampDigits || !text.All(char.IsAsciiDigit) || (text[0] == '0' && text.Length > 1))
        {
            return new($"The {what} is not a whole number of {unit} since 1970: send the current time.");
        }

        var value = long.Parse(text, CultureInfo.InvariantCulture);
        var distance = now.ToUnixTimeMilliseconds() - (options.TimestampUnit == TimestampUnit.Milliseconds ? value : value * 1000);

        return Math.Abs(distance) <= options.Tolerance.TotalMilliseconds ? null : new(
            $"The {what} is more than {options.Tolerance:c} {(distance > 0 ? "in the past" : "in the future")}: "
            + "send the request again with a fresh signature; "
            + $"if it was fresh, correct the sender's clock, or {setting}__Signature__TimestampUnit, which is {unit}.");
    }

    /// <summary>Tries every key against every signature, even after a match, so that the time does not reveal which one matched.</summary>
    private bool IsSigned(SignatureHeader header, IncomingRequest request, string timestamp, string id)
    {
        string[] urls = options.DecodeQuery ? [request.Url, PublicUrl.DecodeLikeHubSpot(request.Url)] : [request.Url];
        var found = false;
        foreach (var url in urls.Distinct(StringComparer.Ordinal))
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

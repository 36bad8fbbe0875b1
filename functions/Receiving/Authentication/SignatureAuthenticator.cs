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

    public override void Verify(IncomingRequest request, DateTimeOffset now)
    {
        var header = SignatureHeader.Read(setting, options, request.Header(options.Header!));
        var id = content.Uses(SignedContent.Id) ? request.Header(options.IdHeader!) : string.Empty;
        var timestamp = content.Uses(SignedContent.Timestamp) ? Timestamp(request, header, now) : string.Empty;

        if (!IsSigned(header, request, timestamp, id))
        {
            throw new NotAuthenticException(
                $"No secret of this source matches this signature: check that {setting}__Secrets has the sender's secret, and that nothing "
                + "on the way changes the body"
                + (content.Uses(SignedContent.Url) ? $", and that {setting}__PublicUrl is the address the sender calls." : "."));
        }
    }

    /// <summary>Limits how long a copied request can be replayed.</summary>
    private string Timestamp(IncomingRequest request, SignatureHeader header, DateTimeOffset now)
    {
        var isPair = options.Format == SignatureFormat.Pairs;
        var what = isPair ? $"timestamp t in the header {options.Header}" : $"header {options.TimestampHeader}";
        var text = !isPair ? request.Header(options.TimestampHeader!)
            : header.Timestamp ?? throw new NotAuthenticException($"The {what} is missing or given twice: send it once.");
        var unit = options.TimestampUnit.ToString().ToLowerInvariant();

        // No leading zero: where the body is signed before the timestamp, its last digit could move over unnoticed.
        if (text.Length is 0 or > MaxTimestampDigits || !text.All(char.IsAsciiDigit) || (text[0] == '0' && text.Length > 1))
        {
            throw new NotAuthenticException($"The {what} is not a whole number of {unit} since 1970: send the current time.");
        }

        var value = long.Parse(text, CultureInfo.InvariantCulture);
        var distance = now.ToUnixTimeMilliseconds() - (options.TimestampUnit == TimestampUnit.Milliseconds ? value : value * 1000);

        return Math.Abs(distance) <= options.Tolerance.TotalMilliseconds ? text : throw new NotAuthenticException(
            $"The {what} is more than {options.Tolerance:c} {(distance > 0 ? "in the past" : "in the future")}: "
            + "send the request again with a fresh signature; "
            + $"if it was fresh, correct the sender's clock, or {setting}__Signature__TimestampUnit, which is {unit}.");
    }

    /// <summary>Tries every key against every signature, even after a match, so that the time does not reveal which one matched.</summary>
    private bool IsSigned(SignatureHeader header, IncomingRequest request, string timestamp, string id)
    {
        var matches =
            from url in content.Addresses(request)
            let signed = content.Bytes(request, url, timestamp, id)
            from key in keys
            from signature in header.Signatures
            select options.Algorithm.Verify(key, signed, signature);

        return matches.Aggregate(false, static (found, match) => found | match);
    }
}

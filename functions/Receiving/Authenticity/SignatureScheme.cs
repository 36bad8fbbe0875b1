namespace AlturBridge.Receiving.Authenticity;

/// <summary><see cref="SignatureOptions"/> without <see cref="SignatureOptions.Problems"/>, read once.</summary>
public sealed record SignatureScheme(
    string Header,
    SignatureAlgorithm Algorithm,
    SignatureEncoding Encoding,
    string Prefix,
    SignedContent Content,
    string? IdHeader,
    string? TimestampHeader,
    TimestampRule? Timestamp,
    SignatureFormat Format,
    string Version,
    bool DecodeQuery)
{
    /// <exception cref="ArgumentException">There are problems.</exception>
    public static SignatureScheme Of(SignatureOptions options)
    {
        if (!SignatureAlgorithm.TryFind(options.Algorithm, out var algorithm)
            || !SignatureEncoding.TryFind(options.Encoding, out var encoding)
            || !SignedContent.TryParse(options.Content, out var content)
            || !SignatureNames.Formats.TryGetValue(options.Format, out var format)
            || !SignatureNames.InMilliseconds.TryGetValue(options.TimestampUnit, out var inMilliseconds))
        {
            throw new ArgumentException("The signature is not described.", nameof(options));
        }

        var header = options.Header ?? string.Empty;
        var timestampHeader = format == SignatureFormat.Pairs ? null : options.TimestampHeader;
        var timestamp = new TimestampRule(timestampHeader is null ? $"timestamp t in the header {header}" : $"header {timestampHeader}", inMilliseconds, options.Tolerance);

        return new SignatureScheme(
            header,
            algorithm,
            encoding,
            options.Prefix ?? string.Empty,
            content,
            content.Uses(SignedContent.Id) ? options.IdHeader : null,
            timestampHeader,
            content.Uses(SignedContent.Timestamp) ? timestamp : null,
            format,
            options.Version,
            options.DecodeQuery);
    }
}

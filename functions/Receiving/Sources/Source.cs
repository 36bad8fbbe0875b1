using AlturBridge.Numbers;
using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Payloads;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Sources;

/// <summary>A sender of leads with valid settings, ready to read its requests. Its name is in the route and in its leads' ids.</summary>
public sealed class Source(string name, SourceOptions options, string? defaultAgentId, AllowedNumbers allowedNumbers)
{
    private readonly Authenticator authenticator =
        Authenticator.Create($"Sources__{name}", options.Authentication, options.SecretName, options.Secrets, options.Signature);

    public string Name => name;

    public SourceOptions Options => options;

    /// <summary>The agent for leads that name none; null if there is no default.</summary>
    public string? AgentId { get; } = NullIfEmpty(options.AgentId) ?? NullIfEmpty(defaultAgentId);

    /// <summary>The time zone of leads that name none; null to use their numbers'.</summary>
    public string? TimeZone { get; } = NullIfEmpty(options.TimeZone);

    public SplitPath Split { get; } =
        SplitPath.Parse(options.Split) ?? throw new ArgumentException("The path is malformed.", nameof(options));

    public LeadTemplates Templates { get; } = new($"Sources__{name}", options);

    public AllowedNumbers AllowedNumbers => allowedNumbers;

    /// <summary>Whether requests are signed, so that nothing unsigned in them counts.</summary>
    public bool IsSigned => options.Authentication == AuthenticationMethod.Signature;

    /// <summary>The request id that the signature covers; null if the sender signs none.</summary>
    public string? SignedIdOf(IHeaderDictionary headers) =>
        IsSigned && options.Signature.IdHeader is { Length: > 0 } name ? headers[name].ToString() : null;

    /// <summary>A preview may be signed for its own address, or for the source's, where the request may have been recorded.</summary>
    /// <exception cref="NotAuthenticException">The request does not prove who sent it.</exception>
    public void Verify(HttpRequest request, ReadOnlyMemory<byte> body, DateTimeOffset now, bool isPreview)
    {
        // The text, never the Uri, which is normalised. Without the setting, no signature covers an address.
        var address = options.PublicUrl?.OriginalString ?? string.Empty;
        string[] addresses = isPreview ? [address, $"{address.TrimEnd('/')}/preview"] : [address];
        var urls = Array.ConvertAll(addresses, called => $"{called}{request.QueryString.Value}");
        authenticator.Verify(new IncomingRequest(request.Method, urls, request.Headers, request.Query, body), now);
    }

    /// <exception cref="UnreadablePayloadException">The body is not in the source's format.</exception>
    public object Read(HttpRequest request, ReadOnlyMemory<byte> body) =>
        IsSigned && options.Body == PayloadFormat.CloudEvents && CloudEventsPayload.IsBinary(request.ContentType)
            ? throw new UnreadablePayloadException(
                "The event is in binary mode, whose ce- headers no signature covers: send it in structured mode.")
            : PayloadReader.Read(body, request, options.Body);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

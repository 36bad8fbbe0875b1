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

    /// <summary>The only agents that may call its leads; empty for any.</summary>
    public IReadOnlySet<string> Agents { get; } = options.Agents.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The time zone of leads that name none; null to use their numbers'.</summary>
    public string? TimeZone { get; } = NullIfEmpty(options.TimeZone);

    /// <summary>The most leads that are taken of it within an hour; null for any number of them.</summary>
    public int? MaxPerHour { get; } = options.MaxPerHour > 0 ? options.MaxPerHour : null;

    public SplitPath Split { get; } =
        SplitPath.Parse(options.Split) ?? throw new ArgumentException("The path is malformed.", nameof(options));

    public LeadTemplates Templates { get; } = new($"Sources__{name}", options);

    public AllowedNumbers AllowedNumbers => allowedNumbers;

    /// <summary>Whether requests are signed, so that nothing unsigned in them counts.</summary>
    public bool IsSigned => options.Authentication == AuthenticationMethod.Signature;

    /// <summary>The request id that the signature covers; null if the sender signs none.</summary>
    public string? SignedIdOf(IHeaderDictionary headers) =>
        IsSigned && options.Signature.IdHeader is { Length: > 0 } name ? headers[name].ToString() : null;

    /// <summary>Whether the bridge itself checks the sender, in addition to the function key that the host checks.</summary>
    public bool Authenticates => options.Authentication != AuthenticationMethod.FunctionKey;

    /// <exception cref="NotAuthenticException">The request does not prove who sent it.</exception>
    public void Verify(HttpRequest request, ReadOnlyMemory<byte> body, DateTimeOffset now) =>
        Verify([PublicUrl.Of(options.PublicUrl?.OriginalString, request)], request, body, now);

    /// <summary>The same for a preview, where a request recorded at the route where leads are posted is authentic too.</summary>
    /// <exception cref="NotAuthenticException">The request does not prove who sent it.</exception>
    public void VerifyPreview(HttpRequest request, ReadOnlyMemory<byte> body, DateTimeOffset now) =>
        Verify(PublicUrl.OfPreview(options.PublicUrl?.OriginalString, request), request, body, now);

    /// <exception cref="UnreadablePayloadException">The body is not in the source's format.</exception>
    public object? Read(HttpRequest request, ReadOnlyMemory<byte> body) =>
        IsSigned && options.Body == PayloadFormat.CloudEvents && CloudEventsPayload.IsBinary(request.ContentType)
            ? throw new UnreadablePayloadException(
                "The event is in binary mode, whose ce- headers no signature covers: send it in structured mode.")
            : PayloadReader.Read(body, request, options.Body);

    private void Verify(IReadOnlyList<string> urls, HttpRequest request, ReadOnlyMemory<byte> body, DateTimeOffset now) =>
        authenticator.Verify(new IncomingRequest(request.Method, urls, request.Headers, request.Query, body), now);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

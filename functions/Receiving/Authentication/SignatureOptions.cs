namespace AlturBridge.Receiving.Authentication;

/// <summary>How a sender signs. A recipe gives the values and each can be overridden; an empty text removes one.</summary>
public sealed class SignatureOptions
{
    /// <summary>One of <see cref="SignatureRecipes.Names"/>; without it, the settings below define everything.</summary>
    public string? Recipe { get; set; }

    /// <summary>The header that carries the signature.</summary>
    public string? Header { get; set; }

    public SignatureAlgorithm Algorithm { get; set; }

    public SignatureEncoding Encoding { get; set; }

    /// <summary>What comes before the signature in its header, such as <c>sha256=</c>.</summary>
    public string? Prefix { get; set; }

    public SignatureKeyEncoding KeyEncoding { get; set; }

    /// <summary>
    /// What is signed: text with <c>{body}</c>, <c>{timestamp}</c>, <c>{id}</c>, <c>{method}</c>, <c>{url}</c> and <c>{secret}</c>.
    /// </summary>
    public string Content { get; set; } = SignedContent.Body;

    /// <summary>The header that carries <c>{id}</c>.</summary>
    public string? IdHeader { get; set; }

    /// <summary>
    /// The header that carries <c>{timestamp}</c>; with <see cref="SignatureFormat.Pairs"/> it is <c>t</c> in the signature's own
    /// header.
    /// </summary>
    public string? TimestampHeader { get; set; }

    public TimestampUnit TimestampUnit { get; set; }

    /// <summary>How far a timestamp may be from this clock, past or future; a second to a day.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    public SignatureFormat Format { get; set; }

    /// <summary>Which signatures in a list or pairs count.</summary>
    public string Version { get; set; } = "v1";

    /// <summary>
    /// HubSpot v3: the address is signed with some escapes in its query decoded (<see cref="HubSpotAddress"/>). Both forms are accepted.
    /// </summary>
    public bool DecodeQuery { get; set; }

    /// <returns>One sentence for each mistake; <paramref name="setting"/> is, for example, <c>Sources__crm__Signature</c>.</returns>
    public IEnumerable<string> Problems(string setting) => SignatureRules.Problems(setting, this);
}

namespace AlturBridge.Receiving.Authentication;

/// <summary>How a sender signs. A recipe's values come first and each of them can be set anew; an empty text takes a value away.</summary>
public sealed class SignatureOptions
{
    /// <summary>One of <see cref="SignatureRecipes.Names"/>; without it, the settings below say everything.</summary>
    public string? Recipe { get; set; }

    /// <summary>The header that carries the signature.</summary>
    public string? Header { get; set; }

    public SignatureAlgorithm Algorithm { get; set; }

    public SignatureEncoding Encoding { get; set; }

    /// <summary>What stands before the signature in its header, such as <c>sha256=</c>.</summary>
    public string? Prefix { get; set; }

    public SignatureKeyEncoding KeyEncoding { get; set; }

    /// <summary>
    /// What is signed: text with <c>{body}</c>, <c>{timestamp}</c>, <c>{id}</c>, <c>{method}</c>, <c>{url}</c> and <c>{secret}</c> in
    /// it.
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

    /// <summary>How far a timestamp may be from this clock, in the past and in the future; a second to a day.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    public SignatureFormat Format { get; set; }

    /// <summary>Which signatures of a list or of pairs count.</summary>
    public string Version { get; set; } = "v1";

    /// <summary>
    /// HubSpot v3: the address is signed with some escapes of its query decoded (<see cref="HubSpotAddress"/>). Either form is
    /// accepted.
    /// </summary>
    public bool DecodeQuery { get; set; }

    /// <returns>One sentence for each mistake; <paramref name="setting"/> is such as <c>Sources__crm__Signature</c>.</returns>
    public IEnumerable<string> Problems(string setting) => SignatureRules.Problems(setting, this);
}

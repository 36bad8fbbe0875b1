namespace AlturBridge.Receiving.Authentication;

/// <summary>How a sender signs. A recipe gives the values and each can be overridden; an empty text removes one.</summary>
public sealed class SignatureOptions
{
    /// <summary>One of <see cref="SignatureRules.Recipes"/>; without it, the settings below define everything.</summary>
    public string? Recipe { get; set; }

    /// <summary>The header that carries the signature.</summary>
    public string? Header { get; set; }

    public SignatureAlgorithm Algorithm { get; set; }

    public SignatureEncoding Encoding { get; set; }

    /// <summary>What comes before each signature in its header, such as <c>sha256=</c>. What begins otherwise does not count.</summary>
    public string? Prefix { get; set; }

    public SignatureKeyEncoding KeyEncoding { get; set; }

    /// <summary>
    /// What is signed: text with <c>{body}</c>, <c>{timestamp}</c>, <c>{id}</c>, <c>{method}</c> and <c>{url}</c>.
    /// </summary>
    public string Content { get; set; } = SignedContent.Body;

    /// <summary>The header that carries <c>{id}</c>.</summary>
    public string? IdHeader { get; set; }

    /// <summary>
    /// The header that carries <c>{timestamp}</c>; with <see cref="SignatureFormat.Pairs"/> it is <c>t</c> in the signature's own header.
    /// </summary>
    public string? TimestampHeader { get; set; }

    public TimestampUnit TimestampUnit { get; set; }

    /// <summary>How far a timestamp may be from this clock, past or future; a second to a day.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    public SignatureFormat Format { get; set; }
}

public enum SignatureAlgorithm
{
    HmacSha256,
    HmacSha512,
    HmacSha1,

    /// <summary>A plain hash of the secret and the content after it, used only by HubSpot v1 and v2.</summary>
    Sha256,

    /// <summary>A signature with a private key that only the sender has (RFC 8032). The source's secret is the public key.</summary>
    Ed25519,
}

/// <summary>How a signature is written.</summary>
public enum SignatureEncoding
{
    Hex,
    Base64,
}

/// <summary>How a secret becomes the key of a signature.</summary>
public enum SignatureKeyEncoding
{
    Utf8,
    Hex,
    Base64,

    /// <summary>Standard Webhooks: base64, with or without <c>whsec_</c>.</summary>
    Whsec,

    /// <summary>The public key of <see cref="SignatureAlgorithm.Ed25519"/>: <c>whpk_</c> and base64, or base64 in SPKI form.</summary>
    PublicKey,
}

/// <summary>What a signature header looks like.</summary>
public enum SignatureFormat
{
    /// <summary>One signature.</summary>
    Plain,

    /// <summary>Standard Webhooks: <c>v1,… v1,…</c>, one for each key of the sender, separated by spaces.</summary>
    List,

    /// <summary><c>t=…,v1=…</c>, the timestamp and one or more signatures, separated by commas.</summary>
    Pairs,
}

/// <summary>What a timestamp counts since 1970.</summary>
public enum TimestampUnit
{
    Seconds,
    Milliseconds,
}

namespace AlturBridge.Receiving.Authenticity;

/// <summary>How a sender signs. A recipe's values come first and each of them can be set anew; an empty text takes a value away.</summary>
public sealed class SignatureOptions
{
    /// <summary>One of <see cref="SignatureRecipes.Names"/>; without it, the settings below say everything.</summary>
    public string? Recipe { get; set; }

    /// <summary>The header that carries the signature.</summary>
    public string? Header { get; set; }

    /// <summary><c>hmac-sha256</c>, <c>hmac-sha1</c>, <c>hmac-sha512</c>, or <c>sha256</c>: a plain hash of a content that begins with the secret.</summary>
    public string Algorithm { get; set; } = "hmac-sha256";

    /// <summary>How the signature is written: <c>hex</c> or <c>base64</c>.</summary>
    public string Encoding { get; set; } = "hex";

    /// <summary>What stands before the signature in its header, such as <c>sha256=</c>.</summary>
    public string? Prefix { get; set; }

    /// <summary>How a secret becomes a key: <c>utf8</c>, <c>hex</c>, <c>base64</c> or <c>whsec</c>.</summary>
    public string KeyEncoding { get; set; } = "utf8";

    /// <summary>What is signed: text with <c>{body}</c>, <c>{timestamp}</c>, <c>{id}</c>, <c>{method}</c>, <c>{url}</c> and <c>{secret}</c> in it.</summary>
    public string Content { get; set; } = "{body}";

    /// <summary>The header that carries <c>{id}</c>.</summary>
    public string? IdHeader { get; set; }

    /// <summary>The header that carries <c>{timestamp}</c>; with <see cref="Format"/> <c>pairs</c> it is <c>t</c> in the signature's own header.</summary>
    public string? TimestampHeader { get; set; }

    /// <summary>Since 1970: <c>seconds</c> or <c>milliseconds</c>.</summary>
    public string TimestampUnit { get; set; } = "seconds";

    /// <summary>How far a timestamp may be from this clock, in the past and in the future; a second to a day.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary><c>plain</c>: one signature. <c>list</c>: <c>v1,… v1,…</c>. <c>pairs</c>: <c>t=…,v1=…</c>.</summary>
    public string Format { get; set; } = "plain";

    /// <summary>Which signatures of a list or of pairs count.</summary>
    public string Version { get; set; } = "v1";

    /// <summary>HubSpot v3: the address is signed with some escapes of its query decoded (<see cref="QueryEscapes"/>). Either form is accepted.</summary>
    public bool DecodeQuery { get; set; }

    /// <returns>One sentence for each mistake; <paramref name="setting"/> is such as <c>Sources__crm__Signature</c>.</returns>
    public IEnumerable<string> Problems(string setting) => SignatureRules.Problems(setting, this);
}

using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Payloads;
using AlturBridge.Numbers;

namespace AlturBridge.Receiving.Sources;

/// <summary>
/// Everything one sender needs: the settings <c>Sources__&lt;name&gt;__*</c>. A preset is a file of them, and each can be overridden.
/// </summary>
public sealed class SourceOptions
{
    /// <summary>Altur's own field names in JSON; authenticated by the function key.</summary>
    public const string DefaultPreset = "json";

    /// <summary>The file in <c>functions/Receiving/Presets</c> whose settings apply where the source has none.</summary>
    public string Preset { get; set; } = DefaultPreset;

    /// <summary>For people: what the preset is for and why its settings are as they are, by setting name.</summary>
    public IDictionary<string, string> About { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The agent for this source's leads that name none; takes precedence over <c>Altur__AgentId</c>.</summary>
    public string? AgentId { get; set; }

    /// <summary>The only agents that may call this source's leads; empty for any.</summary>
    public IList<string> Agents { get; } = [];

    /// <summary>The most leads per hour that each instance accepts from this source; 0 for no limit.</summary>
    public int MaxPerHour { get; set; }

    /// <summary>The IANA time zone of leads that name none; null to use their numbers'.</summary>
    public string? TimeZone { get; set; }

    public AuthenticationMethod Authentication { get; set; }

    /// <summary>The header or query parameter that holds the secret.</summary>
    public string? SecretName { get; set; }

    /// <summary>Any of them is accepted; two while rotating.</summary>
    public IList<string> Secrets { get; } = [];

    public SignatureOptions Signature { get; set; } = new();

    /// <summary>The address the sender calls, without its query, for signatures over it.</summary>
    public Uri? PublicUrl { get; set; }

    public PayloadFormat Body { get; set; }

    /// <summary>The path to the leads in the body, such as <c>entry[*].changes[*]</c>; empty for a body that is one lead.</summary>
    public string Split { get; set; } = string.Empty;

    /// <summary>A template that gives <c>true</c> for the elements that are leads; empty if all are.</summary>
    public string When { get; set; } = string.Empty;

    /// <summary>A template that gives <c>true</c> for leads who agreed to be called; empty if the CRM sends no others.</summary>
    public string Consent { get; set; } = string.Empty;

    /// <summary>
    /// Templates for each <see cref="Field"/>, in order of preference; empty ones do not count. A single template is set without an index
    /// (<see cref="SourceLayers"/>).
    /// </summary>
    public IDictionary<string, IList<string>> Fields { get; } = new Dictionary<string, IList<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>A template; if it gives nothing, the request's headers or the lead itself are the key.</summary>
    public string DedupKey { get; set; } = string.Empty;

    public PhoneOptions Phone { get; set; } = new();

    /// <summary>Advice for a lead without a phone number.</summary>
    public string NoPhone { get; set; } = string.Empty;

    public RefusalResponse OnRefusal { get; set; }

    public AcknowledgementOptions Acknowledgement { get; set; } = new();

    public HandshakeOptions Handshake { get; set; } = new();
}

/// <summary>What a sender gets if none of its leads can be called.</summary>
public enum RefusalResponse
{
    /// <summary>422 and a problem document.</summary>
    Problem,

    /// <summary>The acknowledgement, with 200 and <c>"accepted": 0</c>: for senders that punish a 4xx, or never read one.</summary>
    Acknowledge,
}

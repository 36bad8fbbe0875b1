using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Phones;

namespace AlturBridge.Receiving.Sources;

/// <summary>
/// Everything one sender needs: the settings <c>Sources__&lt;name&gt;__*</c>. A preset is a file of them, and each can be overridden.
/// </summary>
public sealed class SourceOptions
{
    /// <summary>The file in <c>functions/Receiving/Presets</c> whose settings count where the source has none.</summary>
    public string Preset { get; set; } = Presets.Default;

    /// <summary>For people: what the preset is for and why its settings are as they are, by the name of the setting.</summary>
    public IDictionary<string, string> About { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The agent for this source's leads that name none; before <c>Altur__AgentId</c>.</summary>
    public string? AgentId { get; set; }

    /// <summary>The only agents that this source's leads may be called by; empty for any.</summary>
    public IList<string> Agents { get; } = [];

    /// <summary>The most leads that each instance takes of this source within an hour; 0 for any number of them.</summary>
    public int MaxPerHour { get; set; }

    /// <summary>The time zone of leads that name none, by its IANA name; null for those of their numbers.</summary>
    public string? TimeZone { get; set; }

    public AuthenticationMethod Authentication { get; set; }

    /// <summary>The header or query parameter that holds the secret.</summary>
    public string? SecretName { get; set; }

    /// <summary>Any of them counts: two while rotating.</summary>
    public IList<string> Secrets { get; } = [];

    public SignatureOptions Signature { get; set; } = new();

    /// <summary>The address the sender calls, without its query, for signatures over it (<see cref="Authentication.PublicUrl"/>).</summary>
    public Uri? PublicUrl { get; set; }

    public PayloadFormat Body { get; set; }

    /// <summary>The path to the leads in the body, such as <c>entry[*].changes[*]</c>; empty for a body that is one lead.</summary>
    public string Split { get; set; } = string.Empty;

    /// <summary>A template that gives <c>true</c> for the elements that are leads; empty when all are.</summary>
    public string When { get; set; } = string.Empty;

    /// <summary>A template that gives <c>true</c> for leads who agreed to be called; empty where the CRM sends no others.</summary>
    public string Consent { get; set; } = string.Empty;

    /// <summary>
    /// Templates for each <see cref="Field"/>, the first choice first; empty ones do not count. A field with one template is set without
    /// its place (<see cref="SourceLayers"/>).
    /// </summary>
    public IDictionary<string, IList<string>> Fields { get; } = new Dictionary<string, IList<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>A template; when it gives nothing, the request's headers or the lead itself are the key.</summary>
    public string DedupKey { get; set; } = string.Empty;

    public PhoneOptions Phone { get; set; } = new();

    /// <summary>What to say about a lead without a phone number, besides that it has none.</summary>
    public string NoPhone { get; set; } = string.Empty;

    public RefusalResponse OnRefusal { get; set; }

    public AcknowledgementOptions Acknowledgement { get; set; } = new();

    public HandshakeOptions Handshake { get; set; } = new();
}

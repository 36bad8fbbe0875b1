namespace AlturBridge.Receiving;

public sealed class SourceOptions
{
    /// <summary>Altur's own field names in a JSON object; the key of the function is the authentication.</summary>
    public const string JsonPreset = "json";

    public string Preset { get; set; } = JsonPreset;

    /// <summary>The agent for this source's leads that name none; before <c>Altur__AgentId</c>.</summary>
    public string? AgentId { get; set; }
}

namespace AlturBridge.Receiving.Payloads;

/// <summary>What a source's bodies are written in.</summary>
public enum PayloadFormat
{
    /// <summary>As the content type says: a form, XML, or else JSON, also when the content type is wrong or missing.</summary>
    Auto,
    Json,

    /// <summary>URL-encoded, or multipart when the content type says so; names with brackets nest.</summary>
    Form,
    Xml,

    /// <summary>CloudEvents 1.0.2 in any of its three HTTP modes: binary, structured or batched.</summary>
    CloudEvents,

    /// <summary>The parameters of the address, read as a form; the body does not count.</summary>
    Query,
}

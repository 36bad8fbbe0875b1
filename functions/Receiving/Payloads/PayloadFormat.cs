namespace AlturBridge.Receiving.Payloads;

/// <summary>The format of a source's bodies.</summary>
public enum PayloadFormat
{
    /// <summary>By content type: a form, XML, or else JSON, even if the content type is wrong or missing.</summary>
    Auto,
    Json,

    /// <summary>URL-encoded, or multipart if the content type says so; names with brackets nest.</summary>
    Form,
    Xml,

    /// <summary>CloudEvents 1.0.2 in any of its three HTTP modes: binary, structured or batched.</summary>
    CloudEvents,

    /// <summary>The parameters of the address, read as a form; the body is ignored.</summary>
    Query,
}

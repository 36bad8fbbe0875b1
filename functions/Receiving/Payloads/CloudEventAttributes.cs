namespace AlturBridge.Receiving.Payloads;

internal static class CloudEventAttributes
{
    public const string Data = "data";
    public const string DataContentType = "datacontenttype";

    private const string SpecVersion = "specversion";
    private const string Supported = "1.0";

    private static readonly string[] Required = ["id", "source", "type", SpecVersion];

    /// <param name="attributes">The attributes by their names.</param>
    /// <param name="what">What a sentence calls the event.</param>
    /// <param name="prefix">What the sender puts before a name: <c>ce-</c> in headers.</param>
    /// <exception cref="UnreadablePayloadException">One that every event must have is missing or empty, or its version is another one.</exception>
    public static void Check(Dictionary<string, object?> attributes, string what, string prefix = "")
    {
        if (Array.Find(Required, name => attributes.GetValueOrDefault(name) is not (string { Length: > 0 } or JsonNumber)) is { } missing)
        {
            throw new UnreadablePayloadException($"{what} has no {prefix}{missing}: every CloudEvent needs {string.Join(", ", Required.Select(name => $"{prefix}{name}"))}.");
        }

        if (attributes[SpecVersion] is not Supported)
        {
            throw new UnreadablePayloadException($"{what} has another {prefix}{SpecVersion} than {Supported}: send CloudEvents {Supported}.");
        }
    }
}

namespace AlturBridge.Receiving.Payloads;

/// <summary>A content type without its parameters, such as <c>application/json</c>; empty if there is none.</summary>
internal readonly record struct MediaType(string Name)
{
    public static MediaType Of(string? contentType) => new((contentType ?? string.Empty).Split(';', 2)[0].Trim());

    public bool IsForm => Is("application/x-www-form-urlencoded") || IsMultipart;

    public bool IsMultipart => Is("multipart/form-data");

    public bool IsXml => Is("application/xml") || Is("text/xml") || EndsWith("+xml");

    /// <summary>No content type counts as JSON.</summary>
    public bool IsJson => Is(string.Empty) || Is("application/json") || Is("text/json") || EndsWith("+json");

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    public bool StartsWith(string prefix) => Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private bool EndsWith(string suffix) => Name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);
}

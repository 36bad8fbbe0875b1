namespace AlturBridge.Testing.Edges;

/// <param name="Head">The request line and headers, as received.</param>
/// <param name="Body">As many bytes as the headers announced.</param>
internal sealed record RawRequest(string Head, byte[] Body)
{
    public string Line => Head.Split("\r\n")[0];

    public IReadOnlyList<string> Headers => [.. Head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)];
}

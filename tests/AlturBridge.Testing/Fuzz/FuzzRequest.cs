using System.Text;

namespace AlturBridge.Testing.Fuzz;

/// <summary>A request that may break the intake.</summary>
/// <param name="Preset">The preset whose source it goes to.</param>
/// <param name="Query">Including the question mark; empty if none.</param>
/// <param name="Headers">In order; a repeated name has several values.</param>
/// <param name="Body">The raw bytes.</param>
public sealed record FuzzRequest(string Preset, string Query, IReadOnlyList<(string Name, string Value)> Headers, ReadOnlyMemory<byte> Body)
{
    public string Source => FuzzedSources.NameOf(Preset);

    public string Path => $"/api/leads/{Source}";

    /// <summary>As sent over a connection, to be saved and replayed.</summary>
    public byte[] ToBytes()
    {
        var head = new StringBuilder().Append(
            null, $"POST {Path}{Query} HTTP/1.1\r\nHost: {FuzzedIntake.Host}\r\nContent-Length: {Body.Length}\r\n");
        foreach (var (name, value) in Headers)
        {
            head.Append(null, $"{name}: {value}\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. Body.Span];
    }
}

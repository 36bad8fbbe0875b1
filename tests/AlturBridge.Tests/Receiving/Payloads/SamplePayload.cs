using System.Text;
using System.Text.Json.Nodes;
using AlturBridge.Receiving.Payloads;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Tests.Receiving.Payloads;

/// <summary>One recorded payload of <c>manifest.json</c>.</summary>
internal sealed class SamplePayload(JsonNode entry)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "TestData", "crm");

    public static IReadOnlyList<SamplePayload> All { get; } =
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "manifest.json")))!["samples"]!.AsArray().Select(
            entry => new SamplePayload(entry!))];

    public byte[] Bytes => File.ReadAllBytes(Path.Combine(Folder, "samples", Name));

    private string Name => Text("file")!;

    public Payload.Reading Read()
    {
        var format = Text("provider") == "cloudevents" ? PayloadFormat.CloudEvents : PayloadFormat.Auto;
        if (!Name.EndsWith(".http", StringComparison.Ordinal))
        {
            return Payload.Read(Bytes, Text("content_type"), format);
        }

        var parts = Encoding.UTF8.GetString(Bytes).Split("\r\n\r\n", 2);
        IHeaderDictionary headers = new HeaderDictionary();
        foreach (var line in parts[0].Split("\r\n").Skip(1))
        {
            var header = line.Split(": ", 2);
            headers.Append(header[0], header[1]);
        }

        return Payload.Read(parts[1], headers.ContentType, format, headers);
    }

    private string? Text(string name) => entry[name]?.GetValue<string>();
}

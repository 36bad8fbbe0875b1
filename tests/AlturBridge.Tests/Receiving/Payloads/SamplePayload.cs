using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AlturBridge.Receiving.Payloads;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Tests.Receiving.Payloads;

/// <summary>One recorded payload and what <c>manifest.json</c> says about it.</summary>
internal sealed partial class SamplePayload(JsonNode entry)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "TestData", "crm");

    public static IReadOnlyList<SamplePayload> All { get; } =
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "manifest.json")))!["samples"]!.AsArray().Select(
            entry => new SamplePayload(entry!))];

    public string Name => Text("file")!;

    public IReadOnlyList<JsonNode> Expected => [.. entry["expect"]!.AsArray().Select(expected => expected!)];

    /// <summary>The manifest writes the payload as $, and the path to a repeated element with slashes.</summary>
    public string Split => Text("split") switch
    {
        null => string.Empty,
        ['/', .. var way] => $"{way.Replace('/', '.')}[*]",
        var path => path.TrimStart('$').TrimStart('.'),
    };

    public byte[] Bytes => File.ReadAllBytes(Path.Combine(Folder, "samples", Name));

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

    /// <returns>What the field's plain paths give for an item; null if it has none.</returns>
    public string? Render(string field, object? item)
    {
        var template = entry["map"]![field]?.GetValue<string>();
        return template is null
            ? null
            : Placeholder().Replace(template, match => Resolve(item, match.Groups[1].Value) ?? string.Empty);
    }

    private static string? Resolve(object? item, string path) =>
        path.Split('.').Aggregate(item, (value, part) => (value, part.Trim('[', ']')) switch
    {
        (Dictionary<string, object?> members, var name) => members.GetValueOrDefault(name),
        (List<object?> list, var index) => list.ElementAtOrDefault(int.Parse(index, CultureInfo.InvariantCulture)),
        _ => null,
    })?.ToString();

    private string? Text(string name) => entry[name]?.GetValue<string>();

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    private static partial Regex Placeholder();
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlturBridge.Testing.Fuzz;

/// <summary>Changes that keep JSON valid, so that it gets past the parser.</summary>
internal static class JsonMutation
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly string[] Texts =
    [
        "", " ", "0", "true", "null", "+12025550143", "2025550143", "+1 (202) 555-0143 ext. 7", "+12025550143,,7#", "tel:+12025550143",
        "0012025550143", "+52 1 55 1234 5678", "anonymous", "+",
        "+1202555014320255501432025550143", "２０２５５５０１４３", "٢٠٢٥٥٥٠١٤٣", "a@example.com", "{{item.phone}}", "{% for a in body %}",
        "<script>", "a\u0000b\r\n\tc\u2028\u0085", "\u202e\u200b", "😀", "e\u0301",
        "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34", "created", "invitee.created", "form_response", "phone", "1/2/3", "%2F", new('x', 201),
        new('x', 2001), new('x', 8001), new('1', 4000),
    ];

    private static readonly string[] Others = ["null", "true", "false", "0", "-1.5e300", "12025550143", "{}", "[]", "[null]",
        "[\"+12025550143\",\"b\"]", "{\"value\":\"+12025550143\",\"phone\":[]}", "[[[[{\"a\":1}]]]]"];

    /// <returns>Null if the payload is not JSON or has nothing to change.</returns>
    public static byte[]? TryAny(byte[] body, Random random)
    {
        try
        {
            var root = JsonNode.Parse(body, documentOptions: Strict);
            var inside = Inside(root).ToList();
            if (inside.Count == 0)
            {
                return null;
            }

            Change(inside[random.Next(inside.Count)], random);
            return JsonSerializer.SerializeToUtf8Bytes(root);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonNode> Inside(JsonNode? node) => node switch
    {
        JsonObject members =>
            members.Where(member => member.Value is not null).SelectMany(member => Inside(member.Value).Prepend(member.Value!)),
        JsonArray items => items.Where(item => item is not null).SelectMany(item => Inside(item).Prepend(item!)),
        _ => [],
    };

    private static void Change(JsonNode node, Random random)
    {
        switch (random.Next(6))
        {
            case 0 when node.Parent is JsonObject parent:
                parent.Remove(node.GetPropertyName());
                break;
            case 1 when node.Parent is JsonArray list:
                list.Add(node.DeepClone());
                break;
            case 2:
                node.ReplaceWith(JsonNode.Parse(Others[random.Next(Others.Length)]));
                break;
            case 3:
                node.ReplaceWith(new JsonArray([.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => node.DeepClone())]));
                break;
            default:
                node.ReplaceWith(JsonValue.Create(Texts[random.Next(Texts.Length)]));
                break;
        }
    }
}

using System.CommandLine;
using System.Text.Json.Nodes;

namespace AlturBridge.EmbeddedHost.Commands;

/// <summary>Which dead letters a command applies to.</summary>
internal sealed class DeadLetterFilterOptions
{
    private readonly Option<string?> queue = new("--queue") { Description = "calls or call-records." };
    private readonly Option<string?> reason = new("--reason") { Description = "Such as AlturUnavailable." };
    private readonly Option<string?> source = new("--source") { Description = "Only this source." };
    private readonly Option<string?> lead = new("--lead") { Description = "Only this lead." };

    public IEnumerable<Symbol> All => [queue, reason, source, lead];

    public string Query(ParseResult parsed, string? after) => OperatorOptions.Query([.. Values(parsed), ("after", after)]);

    /// <summary>As the bridge expects it; it refuses an empty one.</summary>
    public JsonObject Selection(ParseResult parsed, IReadOnlyList<string> ids)
    {
        var selection = new JsonObject();
        if (ids.Count > 0)
        {
            selection["ids"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]);
        }

        foreach (var (name, value) in Values(parsed))
        {
            if (value is not null)
            {
                selection[name] = value;
            }
        }

        return selection;
    }

    private IEnumerable<(string Name, string? Value)> Values(ParseResult parsed) =>
        [("queue", parsed.GetValue(queue)), ("reason", parsed.GetValue(reason)), ("source", parsed.GetValue(source)), (
            "lead", parsed.GetValue(lead))];
}

namespace AlturBridge.Tests.StandIns;

/// <summary>One row of a recorded API: a type, or a member that others can see.</summary>
internal sealed record ApiLine(string Type, string Kind, string Name, string Signature, string Attributes)
{
    public static ApiLine Parse(string row) => row.Split('\t') switch
    {
        [var type, var kind, var name, var signature, var attributes] => new(type, kind, name, signature, attributes),

        // No attributes, in a file whose last, empty column an editor has trimmed.
        [var type, var kind, var name, var signature] => new(type, kind, name, signature, ""),
        _ => throw new FormatException($"A row of a recorded API has five columns, not: {row}"),
    };
}

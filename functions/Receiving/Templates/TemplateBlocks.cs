namespace AlturBridge.Receiving.Templates;

/// <summary>The blocks that are open at a place of a template.</summary>
internal sealed class TemplateBlocks
{
    private static readonly HashSet<string> Known = ["if", "unless", "each", "with"];
    private readonly Stack<(string Name, TemplateExpression Opening)> open = new();
    private readonly HashSet<TemplateExpression> withElse = [];

    /// <summary>Names begin at an object of the payload, and not at a root.</summary>
    public bool AreWithinAnother => IsOpen("each") || IsOpen("with");

    /// <summary>What is wrong with the blocks when the template ends; null when they are all closed.</summary>
    public string? ProblemAtEnd => open.TryPeek(out var last) ? $"{last.Opening.Name}: the block is not closed: write {{{{/{last.Name}}}}} where it ends." : null;

    public static bool IsBlock(string name) => Known.Contains(name);

    public bool IsOpen(string name) => open.Any(block => block.Name == name);

    public void Open(string name, TemplateExpression opening) => open.Push((name, opening));

    /// <returns>Why it cannot stand here, or null.</returns>
    public string? Close(string name)
    {
        if (!open.TryPop(out var last))
        {
            return "no block is open here: remove it, or write the block's beginning before it.";
        }

        return last.Name == name ? null : $"the block that is open here is {last.Opening.Name}: write {{{{/{last.Name}}}}} to close it first.";
    }

    /// <summary>An else, the last of its block unless it has a condition.</summary>
    /// <returns>Why it cannot stand here, or null.</returns>
    public string? Else(bool isLast)
    {
        if (!open.TryPeek(out var block))
        {
            return "no block is open here: write it between the beginning and the end of one.";
        }

        return withElse.Contains(block.Opening) || (isLast && !withElse.Add(block.Opening)) ? $"the block {block.Opening.Name} has its else already: remove one." : null;
    }
}

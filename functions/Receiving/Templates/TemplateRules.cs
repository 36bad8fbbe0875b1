using System.Text.RegularExpressions;

namespace AlturBridge.Receiving.Templates;

/// <summary>
/// What the library lets pass and a person did not mean, and what would make the work of a template grow faster than its payload:
/// checked on the text, before it is compiled.
/// </summary>
public static partial class TemplateRules
{
    /// <summary>In characters.</summary>
    public const int MaxLength = 4000;

    /// <returns>A sentence about the first mistake, or null.</returns>
    public static string? Problem(string text)
    {
        if (text.Length > MaxLength)
        {
            return $"A template has at most {MaxLength} characters, not {text.Length}.";
        }

        var blocks = new TemplateBlocks();
        foreach (var expression in TemplateExpressions.In(text))
        {
            if ((expression.Flaw ?? Problem(expression, blocks)) is { } problem)
            {
                return $"{expression.Name}: {problem}";
            }
        }

        return blocks.ProblemAtEnd;
    }

    private static string? Problem(TemplateExpression expression, TemplateBlocks blocks)
    {
        var inner = expression.Inner;
        if (inner.StartsWith('!'))
        {
            return null;
        }

        if (inner.StartsWith('>') || inner.StartsWith("#>", StringComparison.Ordinal) || inner.StartsWith("#*", StringComparison.Ordinal))
        {
            return "there are no partials: write their text here.";
        }

        if (IndexWithoutDot().Match(inner) is { Success: true } index)
        {
            return $"write .{index.Groups["index"].Value} with a dot before it, as in item.phones.[0].value; without it the value is always empty.";
        }

        return inner switch
        {
            [] => "there is nothing between the braces: name a value, as in {{item.phone}}.",
            "else" or "^" => blocks.Else(isLast: true),
            ['/', .. var name] => blocks.Close(name.Trim()),
            ['#' or '^', ..] => ProblemOfBlock(expression, blocks),
            ['(', ..] => "the first helper stands without parentheses, as in {{lower item.name}}.",
            _ when FirstWord(inner) == "else" => ProblemOfElse(inner["else ".Length..].Trim(), blocks),
            _ => TemplateWords.Problem(inner, blocks),
        };
    }

    private static string? ProblemOfBlock(TemplateExpression expression, TemplateBlocks blocks)
    {
        var name = FirstWord(expression.Inner[1..]);
        if (expression.Inner[0] == '^' || !TemplateBlocks.IsBlock(name))
        {
            return "the blocks are #if, #unless, #each and #with, each with {{else}} where needed.";
        }

        if (name == "each" && blocks.IsOpen("each"))
        {
            return "an #each may not be inside another.";
        }

        var problem = ProblemOfCondition(name, expression.Inner[(1 + name.Length)..], blocks);
        blocks.Open(name, expression);
        return problem;
    }

    private static string? ProblemOfElse(string inner, TemplateBlocks blocks) => FirstWord(inner) == "if"
        ? blocks.Else(isLast: false) ?? ProblemOfCondition("if", inner["if".Length..], blocks)
        : "behind else stands nothing or another if, as in {{else if item.phone}}.";

    private static string? ProblemOfCondition(string name, string condition, TemplateBlocks blocks) =>
        string.IsNullOrWhiteSpace(condition) ? $"{name} needs a value behind it, such as item.phones." : TemplateWords.Problem(condition, blocks);

    private static string FirstWord(string text) => text.Split([' ', '\t', '\r', '\n'], 2)[0];

    [GeneratedRegex(@"(?<=[\w\]])(?<index>\[\d+\])")]
    private static partial Regex IndexWithoutDot();
}

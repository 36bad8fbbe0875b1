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

    private static readonly HashSet<string> Blocks = ["if", "unless", "each", "with"];

    /// <returns>A sentence about the first mistake, or null.</returns>
    public static string? Problem(string text)
    {
        if (text.Length > MaxLength)
        {
            return $"A template has at most {MaxLength} characters, not {text.Length}.";
        }

        var open = new Stack<string>();
        foreach (var (whole, inner) in TemplateExpressions.In(text))
        {
            if (Problem(inner, open) is { } problem)
            {
                return $"{whole}: {problem}";
            }
        }

        return null;
    }

    private static string? Problem(string inner, Stack<string> open)
    {
        if (inner.StartsWith('!') || inner is "else" or "^")
        {
            return null;
        }

        if (inner.StartsWith('>') || inner.StartsWith("#>", StringComparison.Ordinal) || inner.StartsWith("#*", StringComparison.Ordinal))
        {
            return "there are no partials; write their text here.";
        }

        if (inner.StartsWith('/'))
        {
            _ = open.TryPop(out _);
            return null;
        }

        if (IndexWithoutDot().Match(inner) is { Success: true } index)
        {
            return $"write .{index.Groups["index"].Value} with a dot before it, as in item.phones.[0].value; without it the value is always empty.";
        }

        return inner.StartsWith('#') || inner.StartsWith('^')
            ? ProblemOfBlock(inner, open)
            : Words(inner.StartsWith("else ", StringComparison.Ordinal) ? inner["else ".Length..] : inner, open);
    }

    private static string? ProblemOfBlock(string inner, Stack<string> open)
    {
        var name = inner[1..].Split([' ', '\t', '\r', '\n'], 2)[0];
        if (inner[0] == '^' || !Blocks.Contains(name))
        {
            return "the blocks are #if, #unless, #each and #with, each with {{else}} where needed.";
        }

        if (name == "each" && open.Contains("each"))
        {
            return "an #each may not be inside another.";
        }

        var problem = Words(inner[(1 + name.Length)..], open);
        open.Push(name);
        return problem;
    }

    /// <summary>Looks at each helper call, at the start and after each parenthesis, and at each path that must begin at a root.</summary>
    private static string? Words(string expression, Stack<string> open)
    {
        foreach (Match word in Word().Matches(expression))
        {
            var name = word.Groups["name"].Value;
            var isCall = word.Groups["call"].Success && (word.Groups["paren"].Success || word.Groups["more"].Success);
            if (isCall && !TemplateHelpers.All.ContainsKey(name) && name is not ("if" or "unless" or "each" or "with"))
            {
                return $"there is no helper {name}; there are {string.Join(", ", TemplateHelpers.All.Keys)}.";
            }

            if (isCall && name is ("find" or "join") && open.Contains("each"))
            {
                return $"{name} may not be used inside #each.";
            }

            if (!isCall && !open.Contains("each") && !open.Contains("with") && !StartsAtRoot(name))
            {
                return $"{name} is no value here: names begin with {string.Join(", ", TemplateModel.Roots)}, as in item.{name}.";
            }
        }

        return null;
    }

    private static bool StartsAtRoot(string path) =>
        path.StartsWith('@') || Literal().IsMatch(path) || TemplateModel.Roots.Contains(path.Split('.', '/')[0]);

    [GeneratedRegex(@"(?<=[\w\]])(?<index>\[\d+\])")]
    private static partial Regex IndexWithoutDot();

    /// <summary>A call is the first word of an expression with arguments, or any word after a parenthesis.</summary>
    [GeneratedRegex(@"(?<call>^\s*|(?<paren>\(\s*))?(?<name>'[^']*'|""[^""]*""|(?:\[[^\]]*\]|[^\s()'""\[])+)(?<more>(?=\s+[^\s)]))?")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:'.*'|"".*""|-?\d+(?:\.\d+)?|true|false|null)\z", RegexOptions.Singleline)]
    private static partial Regex Literal();
}

using System.Text.RegularExpressions;

namespace AlturBridge.Receiving.Templates;

/// <summary>The values and the calls of helpers within one expression of a template.</summary>
internal static partial class TemplateWords
{
    private const string Quoted = @"'(?:\\.|[^'\\])*'|""(?:\\.|[^""\\])*""";
    private const string Bracketed = @"\[[^\]]*\]";

    /// <returns>A sentence about the first mistake, or null.</returns>
    public static string? Problem(string expression, TemplateBlocks blocks) =>
        ProblemOfParentheses(expression) ?? Word().Matches(expression).Select(word => ProblemOfWord(word, blocks)).FirstOrDefault(problem => problem is not null);

    private static string? ProblemOfParentheses(string expression)
    {
        var open = 0;
        foreach (var character in Unbroken().Replace(expression, string.Empty))
        {
            open += character switch { '(' => 1, ')' => -1, _ => 0 };
            if (open < 0)
            {
                return "a parenthesis closes that was not opened: remove it, or write ( before its helper.";
            }
        }

        return open == 0 ? null : "a parenthesis is not closed: write ) where its helper's values end.";
    }

    /// <summary>Looks at a helper call, at the start or after a parenthesis, or at a path, which must begin at a root.</summary>
    private static string? ProblemOfWord(Match word, TemplateBlocks blocks)
    {
        var name = word.Groups["name"].Value;
        var isCall = word.Groups["call"].Success && (word.Groups["paren"].Success || word.Groups["more"].Success);
        var isHelper = TemplateHelpers.All.ContainsKey(name);

        return name switch
        {
            ['‘' or '’' or '“' or '”', ..] => $"{name} has curly quotes: write straight ones, ' or \".",
            _ when isCall && !isHelper && StartsAtRoot(name) =>
                $"{name} is a value and takes nothing behind it: write a name with spaces in brackets, as in item.[first name], and a helper before its values, as in {{{{eq {name} 'x'}}}}.",
            _ when isCall && TemplateBlocks.IsBlock(name) => $"{name} is a block: write it as #{name} and end it with {{{{/{name}}}}}.",
            _ when isCall && !isHelper => $"there is no helper {name}; there are {string.Join(", ", TemplateHelpers.All.Keys)}.",
            "find" or "join" when isCall && blocks.IsOpen("each") => $"{name} may not be used inside #each.",
            _ when isCall || IsLiteral(name) => null,
            _ when ExtraDot().IsMatch(Unbroken().Replace(name, "_")) => $"{name} has a dot too many: write one between two names and none behind the last.",
            _ when blocks.AreWithinAnother || StartsAtRoot(name) => null,
            _ when isHelper => $"{name} is a helper: write its values behind it, each after a space.",
            _ => $"{name} is no value here: names begin with {string.Join(", ", TemplateModel.Roots)}, as in item.{name}.",
        };
    }

    private static bool IsLiteral(string word) => Literal().IsMatch(word);

    private static bool StartsAtRoot(string path) => path.StartsWith('@') || TemplateModel.Roots.Contains(path.Split('.', '/')[0]);

    /// <summary>A call is the first word of an expression with arguments, or any word after a parenthesis.</summary>
    [GeneratedRegex($@"(?<call>^\s*|(?<paren>\(\s*))?(?<name>{Quoted}|(?:{Bracketed}|[^\s()'""\[])+)(?<more>(?=\s+[^\s)]))?", RegexOptions.Singleline)]
    private static partial Regex Word();

    /// <summary>Text in quotes and names in brackets.</summary>
    [GeneratedRegex($"{Quoted}|{Bracketed}", RegexOptions.Singleline)]
    private static partial Regex Unbroken();

    [GeneratedRegex(@"[^./]\.(?:\.|\z)")]
    private static partial Regex ExtraDot();

    [GeneratedRegex(@"^(?:'.*'|"".*""|-?\d+(?:\.\d+)?|true|false|null)\z", RegexOptions.Singleline)]
    private static partial Regex Literal();
}

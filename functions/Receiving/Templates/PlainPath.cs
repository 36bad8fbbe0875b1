using System.Text.RegularExpressions;

namespace AlturBridge.Receiving.Templates;

/// <summary>
/// A template that is one path and nothing else, such as <c>{{item.phone}}</c>: most are, and these need no Handlebars. They give what
/// Handlebars would give.
/// </summary>
internal sealed partial class PlainPath
{
    private readonly string root;
    private readonly string[] names;

    private PlainPath(string root, string[] names) => (this.root, this.names) = (root, names);

    /// <returns>Null for any other template.</returns>
    public static PlainPath? Of(string template) => Path().Match(template) is { Success: true } match && TemplateModel.Roots.Contains(match.Groups["root"].Value)
        ? new PlainPath(match.Groups["root"].Value, [.. match.Groups["name"].Captures.Select(name => name.Value)])
        : null;

    /// <exception cref="TemplateException">A list or an object is there.</exception>
    public string Render(TemplateModel model)
    {
        var value = model.Root(root);
        foreach (var name in names)
        {
            value = value is null ? null : ModelMembers.Of(value, name);
        }

        return value switch
        {
            null => string.Empty,
            string text => Counted(text),
            bool truth => truth ? "true" : "false",
            IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => throw ValueFormatters.HasNoText(),
        };
    }

    private static string Counted(string text)
    {
        RenderBudget.Spend(text.Length);
        return text;
    }

    /// <summary>Without what means something else: <c>this</c>, numbers and literals.</summary>
    [GeneratedRegex(@"^\{\{(?<root>[a-z]+)(?:\.(?!(?:this|true|false|null)\b)(?<name>[A-Za-z_][A-Za-z0-9_-]*))*\}\}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Path();
}

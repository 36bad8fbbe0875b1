using System.Text;
using System.Text.RegularExpressions;

namespace AlturBridge.Tests.Docs;

/// <summary>
/// A <c>curl</c> of a page, as the shell would run it; what it computes (<c>$now</c>, <c>$signature</c>) is computed here.
/// </summary>
internal sealed partial class DocumentedRequest
{
    private readonly string preset;
    private readonly Dictionary<string, string> variables;
    private readonly string curl;

    public DocumentedRequest(string preset, string script, string? answer)
    {
        this.preset = preset;
        Answer = answer;
        variables = Assignments().Matches(script).ToDictionary(
            match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal);
        curl = script[script.IndexOf("curl ", StringComparison.Ordinal)..];
    }

    /// <summary>The JSON that the page shows below it.</summary>
    public string? Answer { get; }

    /// <summary>The end of the route.</summary>
    public string Source => Route().Match(curl) is { Success: true } route
        ? route.Groups["source"].Value
        : throw new InvalidOperationException($"{curl} is no preview.");

    public string Query => Route().Match(curl).Groups["query"].Value;

    public string Body =>
        Data().Match(curl) is { Success: true } data && data.Groups["literal"].Success ? data.Groups["literal"].Value : variables["body"];

    public (string Name, string Value)[] Headers(DateTimeOffset now)
    {
        variables["now"] = DocumentedSignature.Time(preset, now);
        variables["signature"] = DocumentedSignature.Of(preset, Body, variables);

        return [
            .. Header().Matches(curl).Select(match => Expand(match.Groups["text"].Value).Split(": ", 2)).Select(
                parts => (parts[0], parts[1])),
            .. User().Matches(curl).Select(
                match => ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(match.Groups["text"].Value))}")),
        ];
    }

    private string Expand(string text) => Variable().Replace(text, match => variables[match.Groups["name"].Value]);

    [GeneratedRegex(@"(?:^|;\s)(?<name>\w+)='?(?<value>(?<=')[^']*|[\w-]+$)", RegexOptions.Multiline)]
    private static partial Regex Assignments();

    [GeneratedRegex(@"http://127\.0\.0\.1:7071/api/leads/(?<source>\w+)/preview(?<query>\?[^\s']*)?'?\s")]
    private static partial Regex Route();

    [GeneratedRegex("-d (?:'(?<literal>[^']*)'|\"\\$body\")$", RegexOptions.Multiline)]
    private static partial Regex Data();

    [GeneratedRegex("-H (?<quote>['\"])(?<text>.*?)\\k<quote>")]
    private static partial Regex Header();

    [GeneratedRegex("-u '(?<text>[^']*)'")]
    private static partial Regex User();

    [GeneratedRegex(@"\$(?<name>\w+)")]
    private static partial Regex Variable();
}

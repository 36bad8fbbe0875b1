using System.Text.RegularExpressions;

namespace AlturBridge.Receiving.Payloads;

/// <summary>
/// Where in a payload the leads are: names separated by dots, <c>['any name']</c>, and <c>[*]</c> for every element of a list, as in
/// <c>entry[*].changes[*]</c>. A leading <c>$</c> may stand for the payload. The empty path is the payload itself, as one item.
/// </summary>
public sealed partial class SplitPath
{
    /// <summary>The most items in one payload: Event Grid's maximum batch.</summary>
    public const int MaxItems = 5_000;

    private const int MaxSteps = 64;

    /// <summary>Names; null stands for every element.</summary>
    private readonly List<string?> steps;

    private SplitPath(List<string?> steps) => this.steps = steps;

    /// <exception cref="FormatException">It is not such a path; the message says where and how to fix it.</exception>
    public static SplitPath Parse(string text)
    {
        var steps = new List<string?>();
        var place = text.StartsWith('$') ? 1 : 0;

        while (place < text.Length)
        {
            var step = Step().Match(text, place);
            var needsDot = step.Groups["bare"].Success && place > 0;
            if (!step.Success || step.Groups["dot"].Success != needsDot || steps.Count == MaxSteps)
            {
                throw new FormatException(
                    $"The path \"{text}\" is not understood at character {place + 1}: write names separated by dots, ['any name'] and [*], "
                    + $"as in entry[*].changes[*], at most {MaxSteps} of them.");
            }

            steps.Add(step.Groups["all"].Success ? null : step.Groups["bare"].Value + step.Groups["quoted"].Value);
            place += step.Length;
        }

        return new SplitPath(steps);
    }

    /// <param name="model">The plain model (<see cref="PayloadReader"/>).</param>
    /// <returns>
    /// The items in the payload's order; none if the path leads nowhere or to null. <c>[*]</c> treats anything but a list as one element,
    /// so that one lead reads like a batch of one. If there are more than <see cref="MaxItems"/>, one more than that is returned: refuse
    /// the payload.
    /// </returns>
    public IReadOnlyList<object?> Items(object? model)
    {
        IEnumerable<object?> items = [model];
        foreach (var step in steps)
        {
            items = step is null ? items.SelectMany(Elements) : items.SelectMany(item => Member(item, step));
        }

        return [.. items.Take(MaxItems + 1)];
    }

    private static IEnumerable<object?> Elements(object? item) => item switch
    {
        null => [],
        List<object?> list => list,
        _ => [item],
    };

    private static IEnumerable<object?> Member(object? item, string name) =>
        item is Dictionary<string, object?> members && members.TryGetValue(name, out var member) && member is not null ? [member] : [];

    [GeneratedRegex("""\G(?:(?<dot>\.)?(?<bare>[^\s.*'"\[\]]+)|\['(?<quoted>[^']+)'\]|\["(?<quoted>[^"]+)"\]|(?<all>\[\*\]))""", RegexOptions.ExplicitCapture)]
    private static partial Regex Step();
}

using System.Text.RegularExpressions;

namespace AlturBridge.Receiving.Payloads;

/// <summary>
/// Where in a payload the leads are: names separated by dots, and <c>[*]</c> for every element of a list, as in
/// <c>entry[*].changes[*]</c>. The empty path is the payload itself, as one item.
/// </summary>
public sealed partial class SplitPath
{
    /// <summary>The most items in one payload: Event Grid's maximum batch.</summary>
    public const int MaxItems = 5_000;

    private const string EveryElement = "[*]";

    private readonly List<string> steps;

    private SplitPath(List<string> steps) => this.steps = steps;

    /// <returns>Null if it is not such a path.</returns>
    public static SplitPath? Parse(string text) =>
        Path().Match(text) is { Success: true } path ? new([.. path.Groups["step"].Captures.Select(step => step.Value)]) : null;

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
            items = items.SelectMany(item => Under(item, step));
        }

        return [.. items.Take(MaxItems + 1)];
    }

    private static List<object?> Under(object? item, string step) => (step, item) switch
    {
        (EveryElement, List<object?> list) => list,
        (EveryElement, { }) => [item],
        (_, Dictionary<string, object?> members) when members.GetValueOrDefault(step) is { } member => [member],
        _ => [],
    };

    [GeneratedRegex(@"^((?<step>[^\s.$*\[\]][^.\[\]]*|\[\*\])((?<step>\[\*\])|\.(?<step>[^\s.$*\[\]][^.\[\]]*))*)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Path();
}

namespace AlturBridge.Operating.DoNotCall;

/// <summary>A text with one number per line. Empty lines and those that start with a # are ignored.</summary>
/// <param name="Numbers">The numbers, each once.</param>
/// <param name="Refused">The lines that are not numbers, counted from 1.</param>
public sealed record NumberLines(IReadOnlyCollection<string> Numbers, IReadOnlyList<int> Refused)
{
    public const string None =
        "The text holds no phone number: send one number a line, each with its plus sign and country code, such as +525555550143.";

    public static NumberLines Read(string text)
    {
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        var refused = new List<int>();
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
            {
                continue;
            }

            if (NumberLine.Read(line) is { } number)
            {
                numbers.Add(number);
            }
            else
            {
                refused.Add(index + 1);
            }
        }

        return new NumberLines(numbers, refused);
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace AlturBridge.Receiving.Payloads;

/// <summary>The fields of a form, nested by the brackets in their names as in PHP, which is what senders of brackets expect.</summary>
/// <param name="what">What a sentence calls the form.</param>
internal sealed partial class FormModel(string what)
{
    private const int MaxFields = 1_000;
    private const int MaxLevels = 8;

    private readonly Group root = new();

    public string What => what;

    public int Count { get; private set; }

    /// <exception cref="UnreadablePayloadException">There are too many fields, or a name nests too deep or contradicts another.</exception>
    public void Add(string name, string value)
    {
        if (++Count > MaxFields)
        {
            throw new UnreadablePayloadException($"The {what} has more than 1,000 fields: send only those the lead needs.");
        }

        if (name.Length == 0)
        {
            return; // No template could name it; PHP drops it too.
        }

        var path = Path(name);
        var group = path.SkipLast(1).Aggregate(root, (current, part) => current.Below(part) ?? throw Contradiction());
        if (!group.TryAdd(path[^1], value))
        {
            throw Contradiction();
        }
    }

    public Dictionary<string, object?> ToModel() => root.ToDictionary();

    private UnreadablePayloadException Contradiction() =>
        new($"Field {Count} of the {what} is a value and a group of values at once, as in a=1&a[b]=2: give one of them another name.");

    /// <returns><c>a[b][]</c> as "a", "b" and ""; a name with unmatched brackets is one plain name.</returns>
    private List<string> Path(string name)
    {
        var match = Brackets().Match(name);
        List<string> path = [match.Groups["first"].Value, .. match.Groups["below"].Captures.Select(part => part.Value)];
        if (path.Count > MaxLevels)
        {
            throw new UnreadablePayloadException(
                $"Field {Count} of the {what} has a name of more than {MaxLevels} levels: use fewer brackets.");
        }

        return match.Length == name.Length ? path : [name];
    }

    [GeneratedRegex(@"^(?<first>[^\[]+)(\[(?<below>[^\]]*)\])*", RegexOptions.ExplicitCapture)]
    private static partial Regex Brackets();

    /// <summary>The values under one name; they become a list if their keys are 0, 1, 2 and so on, in any order.</summary>
    private sealed class Group
    {
        /// <summary>Strings, lists of strings (a name given twice) and groups.</summary>
        private readonly Dictionary<string, object?> members = new(StringComparer.Ordinal);

        private int next;

        /// <returns>Null if the key has a plain value.</returns>
        public Group? Below(string key)
        {
            key = Key(key);
            members.TryAdd(key, new Group());
            return members[key] as Group;
        }

        /// <returns>False if the key has a group.</returns>
        public bool TryAdd(string key, string value)
        {
            key = Key(key);
            if (members.GetValueOrDefault(key) is Group)
            {
                return false;
            }

            MultiValue.Add(members, key, value);
            return true;
        }

        public Dictionary<string, object?> ToDictionary() => members.ToDictionary(
            member => member.Key, member => member.Value is Group group ? group.ToModel() : member.Value, StringComparer.Ordinal);

        private object ToModel()
        {
            var model = ToDictionary();
            var keys = Enumerable.Range(0, model.Count).Select(Text).ToList();
            return keys.TrueForAll(model.ContainsKey) ? keys.ConvertAll(key => model[key]) : model;
        }

        /// <summary>
        /// <c>[]</c> means the index after the highest so far. An index is only a key: a huge one takes no more memory than a small one.
        /// </summary>
        private string Key(string part)
        {
            part = part.Length == 0 ? Text(next) : part;
            if (part.Length <= 9 && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && part == Text(index))
            {
                next = Math.Max(next, index + 1);
            }

            return part;
        }

        private static string Text(int index) => index.ToString(CultureInfo.InvariantCulture);
    }
}

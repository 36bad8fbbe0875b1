using System.Globalization;

namespace AlturBridge.Receiving.Payloads;

/// <summary>The values under one bracketed name: a list in the end when their keys are 0, 1, 2 and so on, whatever the order.</summary>
internal sealed class FormGroup
{
    /// <summary>Strings, lists of strings (a name given twice) and groups.</summary>
    private readonly Dictionary<string, object?> _members = new(StringComparer.Ordinal);

    private int _next;

    /// <returns>Null when the key has a plain value.</returns>
    public FormGroup? Group(string key)
    {
        key = Key(key);
        if (!_members.TryGetValue(key, out var member))
        {
            _members.Add(key, member = new FormGroup());
        }

        return member as FormGroup;
    }

    /// <returns>False when the key has a group.</returns>
    public bool TryAdd(string key, string value)
    {
        key = Key(key);
        if (_members.GetValueOrDefault(key) is FormGroup)
        {
            return false;
        }

        Repeated.Add(_members, key, value);
        return true;
    }

    public Dictionary<string, object?> ToDictionary() =>
        _members.ToDictionary(member => member.Key, member => member.Value is FormGroup group ? group.ToModel() : member.Value, StringComparer.Ordinal);

    private object ToModel()
    {
        var members = ToDictionary();
        var keys = Enumerable.Range(0, members.Count).Select(Text).ToList();
        return keys.TrueForAll(members.ContainsKey) ? keys.ConvertAll(key => members[key]) : members;
    }

    /// <summary><c>[]</c> means the index after the highest so far. An index is only a key: a huge one takes no more room than a small one.</summary>
    private string Key(string part)
    {
        if (part.Length == 0)
        {
            part = Text(_next);
        }

        if (part.Length <= 9 && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && part == Text(index))
        {
            _next = Math.Max(_next, index + 1);
        }

        return part;
    }

    private static string Text(int index) => index.ToString(CultureInfo.InvariantCulture);
}

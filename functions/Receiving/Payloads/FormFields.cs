namespace AlturBridge.Receiving.Payloads;

/// <summary>The fields of a form, nested by their names as PHP does, which is what senders of brackets have in mind.</summary>
internal sealed class FormFields
{
    private const int MaxFields = 1_000;
    private const int MaxLevels = 8;

    private readonly FormGroup _root = new();

    public int Count { get; private set; }

    /// <exception cref="UnreadablePayloadException">One field too many, or its name nests too deep or contradicts another.</exception>
    public void Add(string name, string value)
    {
        if (++Count > MaxFields)
        {
            throw new UnreadablePayloadException("The form has more than 1,000 fields: send only those the lead needs.");
        }

        if (name.Length == 0)
        {
            return; // No template could ask for it; PHP leaves it out too.
        }

        var path = Path(name);
        var group = _root;
        foreach (var part in path.SkipLast(1))
        {
            group = group?.Group(part);
        }

        if (group?.TryAdd(path[^1], value) != true)
        {
            throw new UnreadablePayloadException($"Field {Count} of the form is a value and a group of values at once, as in a=1&a[b]=2: give one of them another name.");
        }
    }

    public Dictionary<string, object?> ToModel() => _root.ToDictionary();

    /// <returns><c>a[b][]</c> as "a", "b" and ""; a name whose brackets do not match is one plain name.</returns>
    private List<string> Path(string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0)
        {
            return [name];
        }

        var path = new List<string> { name[..open] };
        while (open < name.Length)
        {
            var close = name[open] == '[' ? name.IndexOf(']', open) : -1;
            if (close < 0)
            {
                return [name];
            }

            path.Add(name[(open + 1)..close]);
            open = close + 1;

            if (path.Count > MaxLevels)
            {
                throw new UnreadablePayloadException($"Field {Count} of the form has a name of more than {MaxLevels} levels: use fewer brackets.");
            }
        }

        return path;
    }
}

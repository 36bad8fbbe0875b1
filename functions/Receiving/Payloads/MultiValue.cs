namespace AlturBridge.Receiving.Payloads;

/// <summary>Forms and XML elements can only send several values by repeating a name.</summary>
internal static class MultiValue
{
    /// <summary>A second value under a name makes it a list.</summary>
    public static void Add(Dictionary<string, object?> members, string name, object? value)
    {
        if (members.TryAdd(name, value))
        {
            return;
        }

        var values = members[name] as List<object?> ?? [members[name]];
        values.Add(value);
        members[name] = values;
    }
}

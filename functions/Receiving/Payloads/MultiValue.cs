namespace AlturBridge.Receiving.Payloads;

/// <summary>A form or an XML element has no other way to send several values than to give one name several times.</summary>
internal static class MultiValue
{
    /// <summary>The second value of a name makes it a list.</summary>
    public static void Add(Dictionary<string, object?> members, string name, object? value)
    {
        if (members.TryAdd(name, value))
        {
            return;
        }

        if (members[name] is List<object?> values)
        {
            values.Add(value);
        }
        else
        {
            members[name] = new List<object?> { members[name], value };
        }
    }
}

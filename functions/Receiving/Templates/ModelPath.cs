namespace AlturBridge.Receiving.Templates;

/// <summary>A dotted name inside a payload, as helpers take it: <c>field.ref</c>. A path longer than the payload is deep costs no more.</summary>
internal static class ModelPath
{
    public static object? Of(object? value, string path)
    {
        foreach (var name in path.AsSpan().Split('.'))
        {
            if (value is not Dictionary<string, object?> properties || !properties.TryGetValue(path[name], out value))
            {
                return null;
            }
        }

        return value;
    }
}

namespace AlturBridge.Receiving.Templates;

/// <summary>A dotted name inside a payload, as helpers take it: <c>field.ref</c>.</summary>
internal static class ModelPath
{
    public static object? Of(object? value, string path)
    {
        foreach (var name in path.Split('.'))
        {
            value = value is Dictionary<string, object?> properties && properties.TryGetValue(name, out var inner) ? inner : null;
        }

        return value;
    }
}

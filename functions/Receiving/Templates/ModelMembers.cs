using System.Globalization;
using HandlebarsDotNet.MemberAccessors;
using HandlebarsDotNet.PathStructure;

namespace AlturBridge.Receiving.Templates;

/// <summary>An object's properties by name, a list's elements by number, and its <c>length</c>.</summary>
internal sealed class ModelMembers : IMemberAccessor
{
    public bool TryGetValue(object instance, ChainSegment memberName, out object? value)
    {
        value = Of(instance, memberName.TrimmedValue);
        return value is not null;
    }

    public static object? Of(object instance, string name) => instance switch
    {
        Dictionary<string, object?> members => members.GetValueOrDefault(name),
        List<object?> list when name == "length" => list.Count,
        List<object?> list when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
        _ => null,
    };
}

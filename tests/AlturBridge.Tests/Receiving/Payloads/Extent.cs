using AlturBridge.Receiving.Payloads;

namespace AlturBridge.Tests.Receiving.Payloads;

/// <summary>Measures how much a model holds, and checks that it is plain.</summary>
internal readonly record struct Extent(int Values, int Depth)
{
    public static Extent Of(object? model) => model switch
    {
        null or string or bool or JsonNumber => new(1, 0),
        Dictionary<string, object?> members => Around(members.Values),
        List<object?> items => Around(items),
        _ => throw new InvalidOperationException($"A {model.GetType()} is not part of the plain model."),
    };

    private static Extent Around(IEnumerable<object?> members)
    {
        var inside = members.Select(Of).ToList();
        return new(1 + inside.Sum(extent => extent.Values), 1 + inside.Select(extent => extent.Depth).DefaultIfEmpty(0).Max());
    }
}

using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.Iterators;
using HandlebarsDotNet.PathStructure;
using HandlebarsDotNet.ValueProviders;

namespace AlturBridge.Receiving.Templates;

/// <summary>
/// <c>#each</c>, with a frame for each element: the library's own keeps what it knows of the first element's type, and throws when the
/// next is of another. It also counts, for nothing else sees a round that writes nothing.
/// </summary>
internal sealed class ModelIterator : IIterator
{
    public void Iterate(
        in EncodedTextWriter writer, BindingContext context, ChainSegment[] blockParamsVariables, object input, TemplateDelegate template, TemplateDelegate ifEmpty)
    {
        var (count, elements) = Elements(input);
        var index = 0;

        foreach (var (key, value) in elements)
        {
            RenderBudget.SpendRound();
            using var frame = context.CreateFrame(value);
            _ = new IteratorValues(frame) { Key = key, Value = value, Index = index, First = index == 0, Last = index == count - 1 };
            var blockParams = frame.BlockParams(blockParamsVariables);
            blockParams[0] = value;
            blockParams[1] = key;
            template(writer, frame);
            index++;
        }

        if (index == 0)
        {
            ifEmpty(writer, context);
        }
    }

    private static (int Count, IEnumerable<(object Key, object? Value)> Elements) Elements(object input) => input switch
    {
        List<object?> list => (list.Count, list.Select((value, index) => ((object)index, value))),
        Dictionary<string, object?> members => (members.Count, members.Select(member => ((object)member.Key, member.Value))),
        _ => (0, []),
    };
}

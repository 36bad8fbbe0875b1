using System.Collections;
using System.Diagnostics.CodeAnalysis;
using HandlebarsDotNet.ObjectDescriptors;

namespace AlturBridge.Receiving.Templates;

/// <summary>How the library reads the two collections of the plain model.</summary>
internal sealed class ModelDescriptors : IObjectDescriptorProvider
{
    private static readonly ObjectDescriptor Objects = new(
        typeof(Dictionary<string, object?>), new ModelMembers(), (_, instance) => ((Dictionary<string, object?>)instance).Keys, _ => new ModelIterator());

    private static readonly ObjectDescriptor Lists = new(
        typeof(List<object?>), new ModelMembers(), (_, instance) => Enumerable.Range(0, ((ICollection)instance).Count), _ => new ModelIterator());

    public bool TryGetDescriptor(Type type, [MaybeNullWhen(false)] out ObjectDescriptor value)
    {
        value = type == Objects.DescribedType ? Objects : type == Lists.DescribedType ? Lists : null;
        return value is not null;
    }
}

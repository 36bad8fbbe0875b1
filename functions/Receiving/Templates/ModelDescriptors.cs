using System.Diagnostics.CodeAnalysis;
using HandlebarsDotNet.ObjectDescriptors;

namespace AlturBridge.Receiving.Templates;

/// <summary>How the library reads the plain model; of texts it would show the properties that .NET gives them.</summary>
internal sealed class ModelDescriptors : IObjectDescriptorProvider
{
    private static readonly Dictionary<Type, ObjectDescriptor> ByType =
        new[] { typeof(Dictionary<string, object?>), typeof(List<object?>), typeof(string), typeof(bool) }.ToDictionary(type => type, Describe);

    public bool TryGetDescriptor(Type type, [MaybeNullWhen(false)] out ObjectDescriptor value) => ByType.TryGetValue(type, out value);

    private static ObjectDescriptor Describe(Type type) =>
        new(type, new ModelMembers(), (_, instance) => instance is Dictionary<string, object?> members ? members.Keys : Array.Empty<string>(), _ => new ModelIterator());
}

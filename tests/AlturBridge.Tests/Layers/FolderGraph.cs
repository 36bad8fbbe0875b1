using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlturBridge.Tests.Layers;

/// <summary>Which folder uses which, read from compiled types: their bases, members, attributes and the code of their methods.</summary>
internal sealed class FolderGraph
{
    private readonly SortedDictionary<string, SortedSet<string>> uses = new(StringComparer.Ordinal);

    private FolderGraph()
    {
    }

    public IReadOnlyDictionary<string, SortedSet<string>> Uses => uses;

    /// <param name="folders">Each assembly with the folder of its project, such as <c>functions</c>.</param>
    public static FolderGraph Read(params (string Folder, string Assembly)[] folders)
    {
        var graph = new FolderGraph();
        var modules = folders.Select(project => (project.Folder, Module: ModuleDefinition.ReadModule(project.Assembly))).ToList();
        var names = modules.ToDictionary(project => project.Module.Assembly.Name.Name, project => project.Folder, StringComparer.Ordinal);

        foreach (var (folder, module) in modules)
        {
            foreach (var type in module.GetTypes().Where(type => NamespaceOf(type).Length > 0))
            {
                var from = NameOf(folder, type);
                foreach (var used in UsedBy(type).SelectMany(Parts).Where(
                    used => names.ContainsKey(AssemblyOf(used)) && NamespaceOf(used).Length > 0))
                {
                    graph.Add(from, NameOf(names[AssemblyOf(used)], used));
                }
            }

            module.Dispose();
        }

        return graph;
    }

    /// <returns>The folders of one cycle in order; empty if there is none.</returns>
    public IReadOnlyList<string> FindCircle() =>
        uses.Keys.Select(folder => Circle(folder, [])).FirstOrDefault(circle => circle.Count > 0) ?? [];

    public override string ToString() =>
        string.Join('\n', uses.Where(pair => pair.Value.Count > 0).Select(pair => $"{pair.Key} → {string.Join(", ", pair.Value)}"));

    private void Add(string from, string to)
    {
        if (!uses.TryGetValue(from, out var targets))
        {
            uses[from] = targets = new(StringComparer.Ordinal);
        }

        if (from != to)
        {
            targets.Add(to);
        }
    }

    private List<string> Circle(string folder, List<string> path)
    {
        if (path.IndexOf(folder) is >= 0 and var start)
        {
            return path[start..];
        }

        return uses.TryGetValue(folder, out var targets)
            ? targets.Select(target => Circle(target, [.. path, folder])).FirstOrDefault(circle => circle.Count > 0) ?? []
            : [];
    }

    private static IEnumerable<TypeReference> UsedBy(TypeDefinition type) =>
    [
        .. type.BaseType is { } baseType ? new[] { baseType } : [],
        .. type.Interfaces.Select(implementation => implementation.InterfaceType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. type.Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)),
        .. type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions).SelectMany(UsedBy),
    ];

    private static IEnumerable<TypeReference> UsedBy(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference { DeclaringType: { } declaring } => [declaring],
        _ => [],
    };

    /// <summary>A constructed type uses its arguments and elements too.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification specification => Parts(specification.ElementType),
        GenericParameter => [],
        _ => [type],
    };

    private static string AssemblyOf(TypeReference type) =>
        type.Scope is ModuleDefinition module ? module.Assembly.Name.Name : (type.Scope as AssemblyNameReference)?.Name ?? string.Empty;

    private static string NamespaceOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Namespace.StartsWith(nameof(AlturBridge), StringComparison.Ordinal) ? type.Namespace : string.Empty;
    }

    /// <summary>The folder of a type, without <c>functions/</c> and <c>local/</c>.</summary>
    private static string NameOf(string project, TypeReference type)
    {
        var folder = NamespaceOf(type)[nameof(AlturBridge).Length..].TrimStart('.').Replace('.', '/');
        return folder.Length > 0 ? folder : project;
    }
}

using System.Globalization;
using System.Reflection;

namespace AlturBridge.Tests.ServiceBusTrigger;

/// <summary>Writes a class and its members in the format of the recorded official API.</summary>
internal static class OfficialApi
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly Dictionary<Type, string> Keywords =
        new() { [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool" };

    public static HashSet<string> Recorded { get; } =
        [.. File.ReadLines(Path.Combine(
            AppContext.BaseDirectory, "TestData", "Microsoft.Azure.Functions.Worker.Extensions.ServiceBus.tsv")).Skip(1).Select(Signature)];

    public static IEnumerable<string> Of(Type type) =>
    [
        $"{Name(type)}: public {(type.IsSealed ? "sealed " : "")}class {Name(type)}{Bases(type)}",
        .. type.GetConstructors(Declared).Where(IsSeen).Select(ctor => $"{Name(type)}: {Access(ctor)}{type.Name}({Parameters(ctor)})"),
        .. type.GetProperties(Declared).Where(property => IsSeen(property.GetMethod!)).Select(
            property => $"{Name(type)}: {Start(property.GetMethod!)} {property.Name} {{ {Accessors(property)} }}"),
        .. type.GetMethods(Declared).Where(method => IsSeen(method) && !method.IsSpecialName).Select(
            method => $"{Name(type)}: {Start(method)} {method.Name}({Parameters(method)})"),
    ];

    private static string Signature(string row) =>
        row.Split('\t') is [var type, _, _, var signature, ..] ? $"{type}: {signature}" : throw new FormatException(row);

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily;

    private static string Access(MethodBase method) => method.IsPublic ? "public " : "protected ";

    private static string Start(MethodInfo method) => $"{Access(method)}{Overriding(method)}{Name(method.ReturnType)}";

    private static string Overriding(MethodInfo method) =>
        !method.IsVirtual ? "" : method.GetBaseDefinition() == method ? "virtual " : "override ";

    private static string Accessors(PropertyInfo property) =>
        property.SetMethod is { } set && IsSeen(set) ? set.IsPublic ? "get; set;" : "get; protected set;" : "get;";

    private static string Bases(Type type)
    {
        Type[] bases = [.. type.BaseType == typeof(object) ? Array.Empty<Type>() : [type.BaseType!], .. type.GetInterfaces()];
        return bases.Length == 0 ? "" : $" : {string.Join(", ", bases.Select(Name))}";
    }

    private static string Parameters(MethodBase method) =>
        string.Join(
            ", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{Default(parameter)}"));

    private static string Default(ParameterInfo parameter) => (parameter.HasDefaultValue, parameter.ParameterType) switch
    {
        (false, _) => "",
        (true, { IsEnum: true } type) => $" = ({Name(type)}){Convert.ToString(parameter.RawDefaultValue, CultureInfo.InvariantCulture)}",
        (true, var type) => type.IsValueType ? " = default" : " = null",
    };

    private static string Name(Type type) => Keywords.GetValueOrDefault(type) ??
        (type.IsGenericType
            ? $"{type.FullName!.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.FullName!);
}

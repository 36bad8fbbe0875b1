using System.Reflection;
using System.Runtime.CompilerServices;

namespace AlturBridge.Tests.StandIns;

/// <summary>Writes the modifiers of a type or member as the recorded API does; each ends in a space.</summary>
internal static class ApiModifiers
{
    public static bool IsSeenByOthers(MethodBase? method) =>
        method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    public static bool IsSeenByOthers(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    public static string Access(MethodBase method) => method.IsPublic ? "public " : method.IsFamily ? "protected " : "protected internal ";

    public static string Access(FieldInfo field) => field.IsPublic ? "public " : field.IsFamily ? "protected " : "protected internal ";

    public static string Of(Type type) => type switch
    {
        { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly " : "",
        { IsInterface: true } => "",
        { IsAbstract: true, IsSealed: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsSealed: true } => "sealed ",
        _ => "",
    };

    public static string Of(FieldInfo field) => field switch
    {
        { IsLiteral: true } => "const ",
        { IsStatic: true, IsInitOnly: true } => "static readonly ",
        { IsStatic: true } => "static ",
        { IsInitOnly: true } => "readonly ",
        _ => "",
    };

    public static string Of(MethodInfo method)
    {
        var overrides = method.GetBaseDefinition() != method;

        return method switch
        {
            { IsStatic: true } => method.IsAbstract ? "static abstract " : method.IsVirtual ? "static virtual " : "static ",
            { IsVirtual: false } => "",
            { IsAbstract: true } => overrides ? "abstract override " : "abstract ",

            // What only implements an interface is virtual to the runtime, but sealed and not overriding: C# calls it neither.
            { IsFinal: true } => overrides ? "sealed override " : "",
            _ => overrides ? "override " : "virtual ",
        };
    }
}
